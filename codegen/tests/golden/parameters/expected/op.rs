//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/numbers/{country}`
    pub enum FindNumbers = "findNumbers";
    sends GET "/numbers/{country}", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `GET` `/things/{id}.json/{range}`
    pub enum FindThings = "findThings";
    sends GET "/things/{id}.json/{range}", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::setters! { for super::Call<FindThings> {
    /// The query parameter `tags`.
    tags: &[impl ::warded::AsText] => query("tags", rt::Style::PIPE_DELIMITED, tags);
    /// The query parameter `filter`.
    filter: &types::Filter => query("filter", rt::Style::DEEP_OBJECT, filter);
    /// The query parameter `limit`. Default: `10`.
    #[deprecated]
    limit: i32 => query("limit", rt::Style::FORM, &limit);
    /// The query parameter `url`.
    url: &str => query("url", rt::Style::FORM.allow_reserved(), url);
    /// The query parameter `where`.
    r#where: &types::Filter => query("where", rt::Style::JSON, r#where);
    /// The header `X-Trace`.
    x_trace: &str => header("X-Trace", rt::Style::SIMPLE, x_trace);
    /// The cookie `theme`.
    theme: &str => cookie("theme", rt::Style::FORM.join(), theme);
} }
