//! A document of any size, made in code: each resource has the same shape, and names of its own.

use serde_json::{Value, json};

/// The number of resources that make a document of about a megabyte.
pub const MEGABYTE: usize = 190;

/// An OpenAPI document of so many resources, each with five operations and five schemas.
#[must_use]
pub fn document(resources: usize) -> Value {
    let (mut paths, mut schemas) = (serde_json::Map::new(), serde_json::Map::new());
    for number in 0..resources {
        let resource = Resource { name: format!("{}{}", WORDS[number % WORDS.len()], number / WORDS.len()) };
        paths.extend(resource.paths());
        schemas.extend(resource.schemas());
    }
    schemas.insert("Error".into(), object(&["code"], json!({ "code": { "type": "string" }, "detail": TEXT })));
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Synthetic", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas,
        },
    })
}

const WORDS: [&str; 8] = ["Account", "Balance", "Charge", "Dispute", "Event", "Invoice", "Payout", "Refund"];
const PROSE: &str = "It is kept until it is deleted, and may be changed by `update` where its state allows that. See the \
                     guide on [states](https://example.com/states) for what each of them means to its owner.";

/// A property of text; what makes documents long is their prose.
const TEXT: Text = Text;
struct Text;

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json!({ "type": "string", "description": PROSE }).serialize(serializer)
    }
}

struct Resource {
    name: String,
}

impl Resource {
    fn reference(&self, suffix: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{}{suffix}", self.name) })
    }

    fn paths(&self) -> [(String, Value); 2] {
        let lower = self.name.to_lowercase();
        let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } });
        let filter = ["state", "owner", "after"]
            .map(|name| json!({ "name": name, "in": "query", "description": PROSE, "schema": { "type": "string" } }));
        let list = json!({
            "get": self.operation("list", None, &json!({ "type": "array", "items": self.reference("") }), json!(filter)),
            "post": self.operation("create", Some(self.reference("Input")), &self.reference(""), json!([])),
        });
        let item = json!({
            "parameters": [id],
            "get": self.operation("show", None, &self.reference(""), json!([])),
            "patch": self.operation("update", Some(self.reference("Input")), &self.reference(""), json!([])),
            "delete": self.operation("delete", None, &self.reference("State"), json!([])),
        });
        [(format!("/{lower}"), list), (format!("/{lower}/{{id}}"), item)]
    }

    fn operation(&self, verb: &str, body: Option<Value>, answer: &Value, parameters: Value) -> Value {
        let content = |schema: &Value| json!({ "application/json": { "schema": schema } });
        let error = json!({ "$ref": "#/components/schemas/Error" });
        let mut operation = json!({
            "operationId": format!("{verb}{}", self.name),
            "summary": format!("{verb} one or more of {}", self.name),
            "description": PROSE,
            "parameters": parameters,
            "responses": {
                "200": { "description": "What was asked for.", "content": content(answer) },
                "default": { "description": "Refused.", "content": content(&error) },
            },
        });
        if let Some(schema) = body {
            operation["requestBody"] = json!({ "required": true, "content": content(&schema) });
        }
        operation
    }

    fn schemas(&self) -> [(String, Value); 5] {
        let lower = self.name.to_lowercase();
        let values = ["open", "closed", "lost"].map(|state| format!("{lower}_{state}"));
        let item = json!({ "allOf": [self.reference("Input"), object(&["id"], json!({
            "id": TEXT,
            "state": self.reference("State"),
            "parent": self.reference(""),
            "created": { "type": "string", "format": "date-time" },
        }))] });
        let input = object(
            &["name"],
            json!({
                "name": TEXT,
                (format!("{lower}_amount")): { "type": "integer", "format": "int64", "description": PROSE },
                "rate": { "type": "number", "nullable": true },
                "labels": { "type": "object", "additionalProperties": { "type": "string" } },
                "target": self.reference("Target"),
                "limits": { "type": "object", "properties": { "least": { "type": "integer" }, (format!("most_{lower}")): TEXT } },
            }),
        );
        let target = json!({
            "oneOf": [self.reference("Input"), self.reference("Note")],
            "discriminator": { "propertyName": "kind" },
        });
        let note = object(&["kind", "text"], json!({ "kind": TEXT, "text": TEXT, (format!("{lower}_note")): TEXT }));
        [
            (self.name.clone(), item),
            (format!("{}Input", self.name), input),
            (format!("{}State", self.name), json!({ "type": "string", "enum": values, "description": PROSE })),
            (format!("{}Target", self.name), target),
            (format!("{}Note", self.name), note),
        ]
    }
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "description": PROSE, "required": required, "properties": properties })
}
