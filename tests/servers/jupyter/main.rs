//! Works with files, kernels, sessions and terminals of a Jupyter Server.

#[path = "../../../target/servers/jupyter/client/mod.rs"]
mod api;

use std::collections::BTreeMap;
use std::process::ExitCode;

use api::types::{
    GetApiContentsPathFormat, GetApiContentsPathType, Kernel, PatchApiContentsPathRequest, PostApiContentsPathRequest,
    PostApiKernelsRequest, PutApiContentsPathRequest, Session,
};
use api::{Client, Token, only};
use servers::{Table, variable};
use warded::serde_json::json;
use warded::uuid::Uuid;

type Api = Client<only::Token>;

const FILE: &str = "folder/ä 1.txt";

#[tokio::main]
async fn main() -> ExitCode {
    let open = Client::new(variable("ADDRESS")).expect("the address can be used");
    let api = open.clone().token(Token::new(format!("token {}", variable("SECRET"))));
    let stranger = open.token(Token::new("token wrong"));
    let mut table = Table::default();
    server(&mut table, &api, &stranger).await;
    files(&mut table, &api).await;
    directories(&mut table, &api).await;
    checkpoints(&mut table, &api).await;
    let kernel = kernels(&mut table, &api).await;
    sessions(&mut table, &api, kernel).await;
    end_kernel(&mut table, &api, kernel).await;
    terminals(&mut table, &api).await;
    table.finish(32)
}

/// The server itself, also with a wrong token.
async fn server(table: &mut Table, api: &Api, stranger: &Api) {
    let version = table.call("ask for the version", api.get_api()).await;
    table.expect(
        version.is_some_and(|found| found.version.as_deref() == Some("2.21.1")),
        "the version is the pinned one",
    );
    table.call("ask for the state", api.get_api_status()).await;
    table.call("ask for the state with a wrong token", stranger.get_api_status()).await;
    table.call("ask who it is", api.get_api_me()).await;
    let me = api.get_api_me().permissions(r#"{"contents":["read","write"]}"#);
    let me = table.call("ask who it is, with permissions", me).await;
    let permissions = me.and_then(|me| me.into_body().permissions).unwrap_or_default();
    table.expect(permissions.get("contents").is_some_and(|all| all.len() == 2), "reading and writing are permitted");
    let document = table.call("stream the document", api.get_api_spec_yaml()).await;
    let mut size = 0;
    if let Some(document) = document {
        let mut chunks = document.into_body();
        while let Some(chunk) = chunks.next().await {
            size += chunk.expect("the stream is whole").len();
        }
    }
    table.expect(size > 30_000, "the document is whole");
    let change = BTreeMap::from([("colour".to_owned(), json!("blue"))]);
    table.call("change settings", api.patch_api_config_by_section_name("editor").body(&change)).await;
    let settings = table.call("show settings", api.get_api_config_by_section_name("editor")).await;
    table.expect(settings.is_some_and(|found| *found.body() == change), "the settings were changed");
}

/// Files: written, read, renamed.
async fn files(table: &mut Table, api: &Api) {
    let folder = PutApiContentsPathRequest { r#type: Some("directory".into()), ..Default::default() };
    table.call("create a folder", api.put_api_contents_by_path("folder").body(&folder)).await;
    let text = PutApiContentsPathRequest {
        r#type: Some("file".into()),
        format: Some("text".into()),
        content: Some("one\n".into()),
        ..Default::default()
    };
    table.call("write a file", api.put_api_contents_by_path(FILE).body(&text)).await;
    let file = table.call("read the file", api.get_api_contents_by_path(FILE)).await;
    table.expect(file.is_some_and(|file| file.content == "one\n"), "the file is what was written");
    let base64 = api.get_api_contents_by_path(FILE).format(&GetApiContentsPathFormat::Base64);
    let base64 = table.call("read the file as base64", base64).await;
    table.expect(base64.is_some_and(|file| file.content.trim() == "b25lCg=="), "the file is what was written");
    table.call("read the file's attributes", api.get_api_contents_by_path(FILE).content(0).hash(1)).await;
    let wrong = api.get_api_contents_by_path(FILE).r#type(&GetApiContentsPathType::Directory);
    table.call("read the file as a folder", wrong).await;
    table.call("read a file that does not exist", api.get_api_contents_by_path("nothing.txt")).await;
    let bytes =
        PutApiContentsPathRequest { format: Some("base64".into()), content: Some("AAEC/w==".into()), ..text.clone() };
    table.call("upload bytes", api.put_api_contents_by_path("folder/bytes").body(&bytes)).await;
    let bytes = table.call("read the bytes", api.get_api_contents_by_path("folder/bytes")).await;
    table.expect(bytes.is_some_and(|file| file.content.trim() == "AAEC/w=="), "the bytes are what was uploaded");
    let wrong = PutApiContentsPathRequest { r#type: Some("nonsense".into()), ..text.clone() };
    table.call("write a file of an unknown type", api.put_api_contents_by_path("x").body(&wrong)).await;
    let name = PatchApiContentsPathRequest { path: Some("folder/2.txt".into()) };
    table.call("rename the file", api.patch_api_contents_by_path(FILE, &name)).await;
    table.call("rename it again", api.patch_api_contents_by_path(FILE, &name)).await;
    table.call("write the file again", api.put_api_contents_by_path(FILE).body(&text)).await;
    table.call("find a file by its path", api.get_api_resolve_path(FILE)).await;
}

/// Folders, and copies in them.
async fn directories(table: &mut Table, api: &Api) {
    table.call("list the folder", api.get_api_contents_by_path("folder")).await;
    table.call("list the root", api.get_api_contents_by_path("/")).await;
    let copy = PostApiContentsPathRequest { copy_from: Some(FILE.into()), ..Default::default() };
    table.call("copy a file", api.post_api_contents_by_path("folder").body(&copy)).await;
    let new = PostApiContentsPathRequest { r#type: Some("notebook".into()), ..Default::default() };
    table.call("create a notebook", api.post_api_contents_by_path("folder").body(&new)).await;
    table.call("read the notebook", api.get_api_contents_by_path("folder/Untitled.ipynb")).await;
    table.call("create a file in no folder", api.post_api_contents_by_path("nowhere").body(&new)).await;
    table.call("delete the notebook", api.delete_api_contents_by_path("folder/Untitled.ipynb")).await;
    table.call("delete the notebook again", api.delete_api_contents_by_path("folder/Untitled.ipynb")).await;
}

/// Checkpoints of a file.
async fn checkpoints(table: &mut Table, api: &Api) {
    let made = table.call("make a checkpoint", api.post_api_contents_by_path_checkpoints(FILE)).await;
    let id = made.map(|made| made.into_body().id).unwrap_or_default();
    let all = table.call("list the checkpoints", api.get_api_contents_by_path_checkpoints(FILE)).await;
    table.expect(all.is_some_and(|all| all.len() == 1), "there is one checkpoint");
    table.call("go back to it", api.post_api_contents_by_path_checkpoints_by_checkpoint_id(FILE, &id)).await;
    table.call("delete it", api.delete_api_contents_by_path_checkpoints_by_checkpoint_id(FILE, &id)).await;
    table.call("go back to a deleted one", api.post_api_contents_by_path_checkpoints_by_checkpoint_id(FILE, &id)).await;
    table.call("delete the file", api.delete_api_contents_by_path(FILE)).await;
}

/// A kernel of Python, which is left running.
async fn kernels(table: &mut Table, api: &Api) -> Uuid {
    table.call("list the kinds of kernels", api.get_api_kernelspecs()).await;
    let unknown = PostApiKernelsRequest::new("cobol");
    table.call("start a kernel of an unknown kind", api.post_api_kernels().body(&unknown)).await;
    let new = PostApiKernelsRequest::new("python3");
    let kernel = table.call("start a kernel", api.post_api_kernels().body(&new)).await;
    let id = kernel.map(|kernel| kernel.id).unwrap_or_default();
    let all = table.call("list the kernels", api.get_api_kernels()).await;
    table.expect(all.is_some_and(|all| all.len() == 1 && all[0].id == id), "the kernel runs");
    table.call("show the kernel", api.get_api_kernels_by_kernel_id(id)).await;
    table.call("interrupt the kernel", api.post_api_kernels_by_kernel_id_interrupt(id)).await;
    table.call("restart the kernel", api.post_api_kernels_by_kernel_id_restart(id)).await;
    id
}

/// A session of a notebook with the kernel.
async fn sessions(table: &mut Table, api: &Api, kernel: Uuid) {
    let new = Session {
        path: Some("folder/a.ipynb".into()),
        name: Some("a".into()),
        r#type: Some("notebook".into()),
        kernel: Some(Kernel::new(kernel, "python3")),
        ..Default::default()
    };
    let session = table.call("create a session", api.post_api_sessions().body(&new)).await;
    let id = session.and_then(|session| session.id).unwrap_or_default();
    let all = table.call("list the sessions", api.get_api_sessions()).await;
    table.expect(all.is_some_and(|all| all.len() == 1), "there is one session");
    let change = Session { name: Some("b".into()), ..Default::default() };
    let session = table.call("rename the session", api.patch_api_sessions_by_session(id, &change)).await;
    table.expect(session.is_some_and(|session| session.name.as_deref() == Some("b")), "the session was renamed");
    table.call("show the session", api.get_api_sessions_by_session(id)).await;
    table.call("show a session that does not exist", api.get_api_sessions_by_session(Uuid::nil())).await;
    table.call("create a session without a path", api.post_api_sessions().body(&Session::default())).await;
    table.call("delete the session", api.delete_api_sessions_by_session(id)).await;
    table.call("delete the session again", api.delete_api_sessions_by_session(id)).await;
}

/// Ends the kernel, which ended with its session.
async fn end_kernel(table: &mut Table, api: &Api, kernel: Uuid) {
    table.call("end the session's kernel", api.delete_api_kernels_by_kernel_id(kernel)).await;
    let new = PostApiKernelsRequest::new("python3");
    let kernel = table.call("start another kernel", api.post_api_kernels().body(&new)).await;
    let id = kernel.map(|kernel| kernel.id).unwrap_or_default();
    table.call("end the kernel", api.delete_api_kernels_by_kernel_id(id)).await;
    table.call("show the ended kernel", api.get_api_kernels_by_kernel_id(id)).await;
}

/// A terminal.
async fn terminals(table: &mut Table, api: &Api) {
    let terminal = table.call("open a terminal", api.post_api_terminals()).await;
    let name = terminal.map(|terminal| terminal.into_body().name).unwrap_or_default();
    let all = table.call("list the terminals", api.get_api_terminals()).await;
    table.expect(all.is_some_and(|all| all.len() == 1), "there is one terminal");
    table.call("show the terminal", api.get_api_terminals_by_terminal_id(&name)).await;
    table.call("close the terminal", api.delete_api_terminals_by_terminal_id(&name)).await;
    table.call("show the closed terminal", api.get_api_terminals_by_terminal_id(&name)).await;
}
