//! Logs in to a Directus, and keeps plants in it: items, their table, folders, files, users and settings.

#[path = "../../../target/servers/directus/client/mod.rs"]
mod api;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use api::types::{
    CreateCollectionRequest, CreateCommentRequest, CreateFileRequest, CreateFolderRequest, CreateItemsPlantsRequest,
    CreatePresetRequest, CreateRoleRequest, Export, ExportRequest, ExportRequestFormat, Files, HashGenerateRequest,
    HashVerifyRequest, ImportRequestMultipart, ItemsPlants, LoginRequest, LogoutRequest, Query,
    ReadSingleItemsPlantsId, RefreshRequest, UpdateFileRequestMultipart, UpdateFolderRequest, Users,
};
use api::{Auth, Client, only};
use servers::{Table, variable};
use warded::File;
use warded::serde_json::json;

type Api = Client<only::Auth>;

const ADMIN: &str = "admin@example.com";

#[tokio::main]
async fn main() -> ExitCode {
    // The document says where the server is.
    let open = Client::new();
    let mut table = Table::default();
    let api = log_in(&mut table, &open).await;
    server(&mut table, &api).await;
    items(&mut table, &api).await;
    imports(&mut table, &api).await;
    tables(&mut table, &api).await;
    files(&mut table, &api).await;
    users(&mut table, &api).await;
    settings(&mut table, &api).await;
    log_out(&mut table, &open).await;
    table.finish(50)
}

fn id(number: i64) -> ReadSingleItemsPlantsId {
    ReadSingleItemsPlantsId::Integer(number)
}

/// The login, with a wrong password and the right one.
async fn log_in(table: &mut Table, open: &Client) -> Api {
    table.call("ping", open.ping()).await;
    let wrong = LoginRequest::new(ADMIN, "wrong");
    table.call("log in with a wrong password", open.login().body(&wrong)).await;
    let right = LoginRequest::new(ADMIN, variable("SECRET"));
    let login = table.call("log in", open.login().body(&right)).await;
    let token = login.and_then(|login| login.credential().ok());
    table.expect(token.is_some(), "a token was issued");
    let stranger = open.clone().auth(Auth::new("wrong"));
    table.call("ask who it is, with a wrong token", stranger.get_me()).await;
    open.clone().auth(token.unwrap_or_else(|| Auth::new("none")))
}

/// The server itself, and its tools.
async fn server(table: &mut Table, api: &Api) {
    table.call("ask for the server", api.server_info(1)).await;
    let random = table.call("ask for random text", api.random().length(12)).await;
    let random = random.and_then(|random| random.into_body().data).unwrap_or_default();
    table.expect(random.len() == 12, "the text has the length that was asked for");
    let hash = table.call("hash a text", api.hash_generate().body(&HashGenerateRequest::new("plants"))).await;
    let hash = hash.and_then(|hash| hash.into_body().data).unwrap_or_default();
    table.call("verify the hash", api.hash_verify().body(&HashVerifyRequest::new("plants", hash))).await;
    table.call("clear the cache", api.clear_cache()).await;
    table.call("take a snapshot of the tables", api.schema_snapshot()).await;
    let yaml = api.schema_snapshot_as_yaml().export(&Export::Yaml);
    let yaml = table.call("stream a snapshot of the tables", yaml).await;
    let yaml = if let Some(yaml) = yaml { yaml.into_body().collect().await.ok() } else { None };
    table.expect(yaml.is_some_and(|yaml| yaml.starts_with(b"version:")), "the snapshot is YAML");
}

/// Items of the table that `table.json` describes.
async fn items(table: &mut Table, api: &Api) {
    let plant =
        ItemsPlants { litres: 1.5.into(), notes: Some(json!({ "soil": ["dry"] })), ..ItemsPlants::new("basil") };
    let one = CreateItemsPlantsRequest::ItemsPlants(plant.clone());
    table.call("create an item", api.create_items_plants().body(&one)).await;
    let two = vec![ItemsPlants::new("mint"), ItemsPlants { edible: false.into(), ..ItemsPlants::new("ivy") }];
    let two = CreateItemsPlantsRequest::ItemsPlantsArray(two);
    table.call("create two items", api.create_items_plants().body(&two)).await;
    table.call("list the items", api.read_items_plants()).await;
    let names = table.call("list the items' names", api.read_items_plants().fields(&["name"]).sort(&["-name"])).await;
    let names = names.and_then(|names| names.into_body().data).unwrap_or_default();
    table.expect(names.iter().map(|plant| &*plant.name).eq(["mint", "ivy", "basil"]), "the names are sorted");
    let filter = BTreeMap::from([("name".to_owned(), json!({ "_eq": "ivy" }))]);
    let found = table.call("find items", api.read_items_plants().filter(&filter).meta("*")).await;
    table.expect(found.is_some_and(|found| found.data.as_ref().is_some_and(|all| all.len() == 1)), "one is found");
    table.call("show an item with a decimal", api.read_single_items_plants(&id(1))).await;
    table.call("show an item without one", api.read_single_items_plants(&id(2))).await;
    table.call("show an item that does not exist", api.read_single_items_plants(&id(99))).await;
    let change = ItemsPlants { watered: "2026-01-01T00:00:00".to_owned().into(), ..ItemsPlants::new("mint") };
    let item = table.call("change an item", api.update_single_items_plants(&id(2)).body(&change)).await;
    let watered = item.and_then(|item| item.into_body().data).and_then(|item| item.watered.into_option());
    table.expect(watered.is_some_and(|watered| watered.starts_with("2026-01-01")), "the item was changed");
    table.call("comment an item", api.create_comment().body(&CreateCommentRequest::new("plants", "2", "wet"))).await;
    table.call("list the comments", api.get_comments()).await;
    table.call("delete an item", api.delete_single_items_plants(&id(3))).await;
    table.call("delete it again", api.delete_single_items_plants(&id(3))).await;
    table.call("list what was done", api.get_activities().limit(3)).await;
    table.call("list the revisions", api.get_revisions().limit(3)).await;
}

/// Items of an uploaded file, and back to a file.
async fn imports(table: &mut Table, api: &Api) {
    let csv = File::new("name,edible\nsage,true\n").name("plants.csv").content_type("text/csv");
    let upload = ImportRequestMultipart { file: Some(csv) };
    table.call("import a file of items", api.import("plants").body(&upload)).await;
    let found = table.call("find the imported item", api.read_items_plants().search("sage").fields(&["name"])).await;
    table.expect(found.is_some_and(|found| found.data.as_ref().is_some_and(|all| all.len() == 1)), "it is imported");
    let file = Files { title: Some("plants".into()), ..Default::default() };
    let export = ExportRequest::new(ExportRequestFormat::Csv, Query::default(), file);
    table.call("export the items", api.export("plants").body(&export)).await;
}

/// Tables and their fields.
async fn tables(table: &mut Table, api: &Api) {
    table.call("list the tables", api.get_collections()).await;
    table.call("show a table", api.get_collection("plants")).await;
    let key = json!({ "is_primary_key": true, "has_auto_increment": true });
    let key = [("field", json!("id")), ("type", json!("integer")), ("meta", json!({})), ("schema", key)];
    let key = key.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let new = CreateCollectionRequest::new("pots", vec![key]);
    // The document has no property `schema`, without which nothing is created.
    table.call("create a table", api.create_collection().body(&new)).await;
    table.call("list the fields of all tables", api.get_fields()).await;
    table.call("list the fields of a table", api.get_collection_fields("plants")).await;
    table.call("show a field", api.get_collection_field("plants", "name")).await;
    table.call("delete a field", api.delete_field("plants", "notes")).await;
    table.call("show a table that does not exist", api.get_collection("pots")).await;
}

/// Folders and files.
async fn files(table: &mut Table, api: &Api) {
    let folder = table.call("create a folder", api.create_folder().body(&CreateFolderRequest::new("photos"))).await;
    let folder = folder.and_then(|folder| folder.into_body().data).and_then(|folder| folder.id).unwrap_or_default();
    let name = UpdateFolderRequest { name: Some("pictures".into()), ..Default::default() };
    table.call("rename the folder", api.update_folder(&folder).body(&name)).await;
    table.call("list the folders", api.get_folders()).await;
    table.call("delete the folder", api.delete_folder(&folder)).await;
    let new = CreateFileRequest { data: Some("basil".into()) };
    table.call("create a file without its type", api.create_file().body(&new)).await;
    let place = exported(api).await;
    let file = File::new("water it\n").name("note.txt").content_type("text/plain");
    let file = UpdateFileRequestMultipart { title: Some("Note".into()), ..UpdateFileRequestMultipart::new(file) };
    // The document says `multipart/data`, which the server takes for no file, and answers 200: nothing was changed.
    table.call("upload a file in place of the exported one", api.update_file_as_data(&place, &file)).await;
    table.call("list the files", api.get_files()).await;
    let shown = table.call("show the file", api.get_file(&place)).await;
    let title = shown.and_then(|shown| shown.into_body().data).and_then(|file| file.title);
    table.expect(title.as_deref() == Some("plants"), "the file has the title that it was exported with");
    let content = table.call("download the file", api.get_asset(&place)).await;
    table.expect(content.is_some_and(|content| content.contains("1,\"basil\",1.5")), "the file is what was exported");
    table.call("delete the file", api.delete_file(&place)).await;
    table.call("download the deleted file", api.get_asset(&place)).await;
}

/// The file that was exported, as soon as it is whole: the server does it in the background.
async fn exported(api: &Api) -> String {
    for _ in 0..50 {
        let files = api.get_files().await.ok().and_then(|files| files.into_body().data).unwrap_or_default();
        if let Some(file) = files.into_iter().find(|file| file.filesize.is_some()) {
            return file.id.unwrap_or_default();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    String::from("nowhere")
}

/// Users and their roles.
async fn users(table: &mut Table, api: &Api) {
    table.call("ask who it is", api.get_me()).await;
    let role = CreateRoleRequest { name: Some("gardener".into()), ..Default::default() };
    let role = table.call("create a role", api.create_role().body(&role)).await;
    let role = role.and_then(|role| role.into_body().data).and_then(|role| role.id).unwrap_or_default();
    table.call("list the roles", api.get_roles()).await;
    let ada =
        Users { email: Some("ada@example.com".into()), password: Some("Lovelace-1815".into()), ..Default::default() };
    let user = table.call("create a user", api.create_user().body(&ada)).await;
    table.call("create the same user again", api.create_user().body(&ada)).await;
    let user = user.and_then(|user| user.into_body().data).and_then(|user| user.id).unwrap_or_default();
    let name = Users { first_name: Some("Ada".into()), ..Default::default() };
    table.call("name the user", api.update_user(&user).body(&name)).await;
    let shown = table.call("show the user", api.get_user(&user)).await;
    let shown = shown.and_then(|user| user.into_body().data).and_then(|user| user.first_name);
    table.expect(shown.as_deref() == Some("Ada"), "the user was named");
    table.call("list the users", api.get_users().fields(&["id", "email"])).await;
    table.call("delete the user", api.delete_user(&user)).await;
    table.call("delete the role", api.delete_role(&role)).await;
}

/// Settings, presets and permissions.
async fn settings(table: &mut Table, api: &Api) {
    table.call("show the settings", api.get_settings()).await;
    let name = BTreeMap::from([("project_name".to_owned(), json!("Balcony"))]);
    table.call("name the project", api.update_setting().body(&name)).await;
    table.call("create a preset", api.create_preset().body(&CreatePresetRequest::new("plants"))).await;
    table.call("list the presets", api.get_presets()).await;
    table.call("list the permissions", api.get_permissions()).await;
    table.call("list one's own permissions", api.get_my_permissions()).await;
    table.call("list the relations", api.get_relations()).await;
    table.call("list the flows", api.get_flows()).await;
}

/// A session that logs in by itself, and the end.
async fn log_out(table: &mut Table, open: &Client) {
    let login = LoginRequest::new(ADMIN, variable("SECRET"));
    let session = open.login().body(&login).session().build();
    table.call("list the items in a session", open.clone().auth(session).get_collection_fields("plants")).await;
    let again = table.call("log in again", open.login().body(&login)).await;
    let token = again.as_ref().and_then(|again| again.credential().ok()).unwrap_or_else(|| Auth::new("none"));
    let data = again.and_then(|again| again.into_body().data).unwrap_or_default();
    let refresh = RefreshRequest { refresh_token: data.refresh_token, mode: None };
    let refreshed = table.call("renew the token", open.refresh().body(&refresh)).await;
    let data = refreshed.and_then(|refreshed| refreshed.into_body().data).unwrap_or_default();
    let end = LogoutRequest { refresh_token: data.refresh_token, mode: None };
    table.call("log out", open.clone().auth(token).logout().body(&end)).await;
    table.call("renew the token that was used", open.refresh().body(&refresh)).await;
}
