//! Serves two zones with PowerDNS: records, metadata, keys of DNSSEC and TSIG, statistics and search.

#[path = "../../../target/servers/powerdns/client/mod.rs"]
mod api;

use std::process::ExitCode;

use api::types::{Autoprimary, Cryptokey, CryptokeyKeytype, Metadata, Record, RrSet, TsigKey, Zone, ZoneKind};
use api::{ApiKeyHeader, Client, only};
use servers::{Table, variable};

type Api = Client<only::ApiKeyHeader>;

/// The server's name for itself.
const LOCAL: &str = "localhost";
const ZONE: &str = "example.org.";

#[tokio::main]
async fn main() -> ExitCode {
    let open = Client::new(variable("ADDRESS")).expect("the address can be used");
    let api = open.clone().api_key_header(ApiKeyHeader::new(variable("SECRET")));
    let stranger = open.api_key_header(ApiKeyHeader::new("wrong"));
    let mut table = Table::default();
    server(&mut table, &api, &stranger).await;
    zones(&mut table, &api).await;
    metadata(&mut table, &api).await;
    cryptokeys(&mut table, &api).await;
    tsig_keys(&mut table, &api).await;
    autoprimaries(&mut table, &api).await;
    end(&mut table, &api).await;
    table.finish(36)
}

/// The server itself, also with a wrong key.
async fn server(table: &mut Table, api: &Api, stranger: &Api) {
    let servers = table.call("list servers", api.list_servers()).await;
    table.expect(servers.is_some_and(|all| all[0].id.as_deref() == Some(LOCAL)), "the server is called localhost");
    table.call("list servers with a wrong key", stranger.list_servers()).await;
    table.call("show the server", api.list_server(LOCAL)).await;
    table.call("show a server that does not exist", api.list_server("elsewhere")).await;
    table.call("list the settings", api.get_config(LOCAL)).await;
    table.call("show a setting", api.get_config_setting(LOCAL, "webserver")).await;
    table.call("read all statistics", api.get_stats(LOCAL)).await;
    let uptime = table.call("read one statistic", api.get_stats(LOCAL).statistic("uptime")).await;
    table.expect(uptime.is_some_and(|found| found.len() == 1), "there is one statistic of that name");
    table.call("read a statistic that does not exist", api.get_stats(LOCAL).statistic("nothing")).await;
    table.call("ask for an error", api.error()).await;
}

/// Zones and their records.
async fn zones(table: &mut Table, api: &Api) {
    let new = Zone {
        name: Some(ZONE.into()),
        kind: Some(ZoneKind::Native),
        nameservers: Some(vec!["ns1.example.org.".into()]),
        ..Default::default()
    };
    table.call("create a zone", api.create_zone(LOCAL, &new)).await;
    table.call("create the same zone again", api.create_zone(LOCAL, &new)).await;
    let second = Zone { name: Some("example.net.".into()), ..new.clone() };
    let second = table.call("create a zone, without its records", api.create_zone(LOCAL, &second).rrsets(false)).await;
    table.expect(
        second.is_some_and(|zone| zone.name.as_deref() == Some("example.net.")),
        "the second zone has its name",
    );
    let zones = table.call("list the zones", api.list_zones(LOCAL)).await;
    table.expect(zones.is_some_and(|zones| zones.len() == 2), "there are two zones");
    let zones = table.call("list the zones of a name", api.list_zones(LOCAL).zone(ZONE)).await;
    table.expect(zones.is_some_and(|zones| zones.len() == 1), "there is one zone of that name");
    let records = vec![Record::new("192.0.2.1"), Record::new("192.0.2.2")];
    let records = RrSet::new("www.example.org.", "A", 60, "REPLACE", records);
    // So that the server asks nobody for the address when it notifies the secondaries.
    let nameserver = RrSet::new("ns1.example.org.", "A", 60, "REPLACE", vec![Record::new("127.0.0.1")]);
    let change = Zone { rrsets: Some(vec![records, nameserver]), ..Default::default() };
    table.call("add records", api.patch_zone(LOCAL, ZONE, &change)).await;
    let unknown = RrSet::new("www.example.org.", "NONSENSE", 60, "REPLACE", vec![Record::new("x")]);
    let unknown = Zone { rrsets: Some(vec![unknown]), ..Default::default() };
    table.call("add a record of a type that does not exist", api.patch_zone(LOCAL, ZONE, &unknown)).await;
    table.call("show the zone", api.list_zone(LOCAL, ZONE)).await;
    table.call("show the zone without its records", api.list_zone(LOCAL, ZONE).rrsets(false)).await;
    table.call("show a zone that does not exist", api.list_zone(LOCAL, "example.com.")).await;
    table.call("export the zone", api.axfr_export_zone(LOCAL, ZONE)).await;
    let account = Zone { account: Some("ada".into()), kind: Some(ZoneKind::Master), ..Default::default() };
    table.call("change the zone's account and kind", api.put_zone(LOCAL, ZONE, &account)).await;
    let zone = table.call("show what was changed", api.list_zone(LOCAL, ZONE).rrsets(false)).await;
    table.expect(zone.is_some_and(|zone| zone.account.as_deref() == Some("ada")), "the account was changed");
    let found = table.call("search", api.search_data(LOCAL, "www*", 10)).await;
    table.expect(found.is_some_and(|found| found.len() == 2), "two records are found");
    table.call("search for zones", api.search_data(LOCAL, "example*", 10).object_type("zone")).await;
    table.call("flush a name of the cache", api.cache_flush_by_name(LOCAL, "www.example.org.")).await;
    table.call("notify the secondaries", api.notify_zone(LOCAL, ZONE)).await;
    table.call("retrieve a zone that is no secondary", api.axfr_retrieve_zone(LOCAL, ZONE)).await;
}

/// Metadata of the zone.
async fn metadata(table: &mut Table, api: &Api) {
    let kind = "ALLOW-AXFR-FROM";
    let new = Metadata { kind: Some(kind.into()), metadata: Some(vec!["192.0.2.0/24".into()]) };
    table.call("add metadata", api.create_metadata(LOCAL, ZONE, &new)).await;
    table.call("list the metadata", api.list_metadata(LOCAL, ZONE)).await;
    let auto = Metadata { metadata: Some(vec!["AUTO-NS".into()]), ..new };
    table.call("replace metadata", api.modify_metadata(LOCAL, ZONE, kind, &auto)).await;
    let found = table.call("show metadata", api.get_metadata(LOCAL, ZONE, kind)).await;
    table.expect(found.is_some_and(|found| found.metadata == auto.metadata), "the metadata was replaced");
    table.call("delete metadata", api.delete_metadata(LOCAL, ZONE, kind)).await;
}

/// Keys of DNSSEC.
async fn cryptokeys(table: &mut Table, api: &Api) {
    let new = Cryptokey { keytype: Some(CryptokeyKeytype::Csk), active: Some(true), ..Default::default() };
    let key = table.call("create a DNSSEC key", api.create_cryptokey(LOCAL, ZONE, &new)).await;
    let id = key.and_then(|key| key.id).unwrap_or(1).to_string();
    table.call("list the DNSSEC keys", api.list_cryptokeys(LOCAL, ZONE)).await;
    let key = table.call("show the DNSSEC key", api.get_cryptokey(LOCAL, ZONE, &id)).await;
    table.expect(key.is_some_and(|key| key.privatekey.is_some()), "the private key is there");
    table.call("rectify the zone", api.rectify_zone(LOCAL, ZONE)).await;
    let off = Cryptokey { active: Some(false), published: Some(true), ..Default::default() };
    table.call("switch the DNSSEC key off", api.modify_cryptokey(LOCAL, ZONE, &id, &off)).await;
    table.call("delete the DNSSEC key", api.delete_cryptokey(LOCAL, ZONE, &id)).await;
    table.call("show the deleted DNSSEC key", api.get_cryptokey(LOCAL, ZONE, &id)).await;
}

/// Keys of TSIG.
async fn tsig_keys(table: &mut Table, api: &Api) {
    let new = TsigKey { name: Some("transfer".into()), algorithm: Some("hmac-sha256".into()), ..Default::default() };
    let key = table.call("create a TSIG key", api.create_tsig_key(LOCAL, &new)).await;
    let id = key.and_then(|key| key.into_body().id).unwrap_or_default();
    table.call("create the same TSIG key again", api.create_tsig_key(LOCAL, &new)).await;
    table.call("list the TSIG keys", api.list_tsig_keys(LOCAL)).await;
    let change = TsigKey { algorithm: Some("hmac-sha512".into()), ..Default::default() };
    let key = table.call("change the TSIG key's algorithm", api.put_tsig_key(LOCAL, &id, &change)).await;
    table.expect(key.is_some_and(|key| key.algorithm == change.algorithm), "the algorithm was changed");
    // SQLite keeps one key for each algorithm: either of them is shown.
    table.call("show the TSIG key", api.get_tsig_key(LOCAL, &id)).await;
    table.call("delete the TSIG key", api.delete_tsig_key(LOCAL, &id)).await;
    table.call("show the deleted TSIG key", api.get_tsig_key(LOCAL, &id)).await;
}

/// Primaries whose zones the server takes.
async fn autoprimaries(table: &mut Table, api: &Api) {
    let new = Autoprimary { ip: Some("192.0.2.53".into()), nameserver: Some("ns.example.com".into()), account: None };
    table.call("add an autoprimary", api.create_autoprimary(LOCAL, &new)).await;
    table.call("list the autoprimaries", api.get_autoprimaries(LOCAL)).await;
    table.call("delete the autoprimary", api.delete_autoprimary(LOCAL, "192.0.2.53", "ns.example.com")).await;
}

/// Removes the zones.
async fn end(table: &mut Table, api: &Api) {
    table.call("delete the zone", api.delete_zone(LOCAL, ZONE)).await;
    table.call("delete the zone again", api.delete_zone(LOCAL, ZONE)).await;
    let zones = table.call("list the zones that are left", api.list_zones(LOCAL)).await;
    table.expect(zones.is_some_and(|zones| zones.len() == 1), "one zone is left");
}
