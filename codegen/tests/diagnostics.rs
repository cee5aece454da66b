//! One document for each code of a diagnostic, and the whole text that it is answered with.
//!
//! `diagnostics/<code>.yaml` is the document, `diagnostics/<code>.stderr` the answer. Options stand in comments on its
//! first lines. `UPDATE_EXPECT=1` writes the answers anew.

mod support;

use std::path::Path;

use expect_test::expect_file;
use warded_codegen::MessageFormat;
use warded_codegen::diagnostics::Code;
use warded_codegen::output::Layout;

#[test]
fn every_code_has_its_answer() {
    // Paths in the answers are as short as they are for a user.
    std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")).expect("the folder");
    for code in Code::ALL {
        let path = format!("{}.yaml", code.name());
        assert!(Path::new(&path).exists(), "there is no {path}");
        let text = answer(Path::new(&path));
        assert!(text.contains(&format!("[{}]", code.name())), "{path} is not answered with its code:\n{text}");
        expect_file![format!("diagnostics/{}.stderr", code.name())].assert_eq(&text);
    }
}

fn answer(path: &Path) -> String {
    let generation = support::generation_of(path, &support::options(path, Layout::Module));
    generation.report.render(MessageFormat::Human { color: false })
}
