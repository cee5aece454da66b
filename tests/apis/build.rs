//! Generates the APIs.
fn main() {
    for document in [
        "security.yaml",
        "encoding.yaml",
        "variables.yaml",
        "secrets.yaml",
        "openapi32.yaml",
        "tuples.yaml",
        "representations.yaml",
        "oauth.yaml",
        "tokens.yaml",
        "refresh.yaml",
        "groups.yaml",
        "refused.yaml",
    ] {
        warded_codegen::Build::new(document).run();
    }
    for document in ["xml.yaml", "xml32.yaml"] {
        warded_codegen::Build::new(document).xml(true).run();
    }
}
