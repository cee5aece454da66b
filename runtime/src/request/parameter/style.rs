//! `style`, `explode` and `allowReserved`: how a parameter's value becomes text.

/// The style of a parameter. Made by generated code; the constants have OpenAPI's default of `explode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(crate) kind: StyleKind,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    /// True if the text of a path parameter may be empty.
    pub(crate) may_be_empty: bool,
}

/// `style`, and `content` for parameters that are JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    /// `spaceDelimited`, `pipeDelimited` and Swagger 2.0's `tsv`.
    Delimited(Delimiter),
    DeepObject,
    /// As `Form`, but nothing is encoded.
    Cookie,
    Json,
}

/// The text between the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delimiter {
    /// In a URL or a form.
    pub(crate) encoded: &'static str,
    /// In a header.
    pub(crate) plain: &'static str,
}

impl Style {
    /// `blue,black,brown`
    pub const SIMPLE: Self = Self::of(StyleKind::Simple, false);
    /// `.blue,black,brown`
    pub const LABEL: Self = Self::of(StyleKind::Label, false);
    /// `;color=blue,black,brown`
    pub const MATRIX: Self = Self::of(StyleKind::Matrix, false);
    /// `color=blue&color=black&color=brown`
    pub const FORM: Self = Self::of(StyleKind::Form, true);
    /// `color=blue%20black%20brown`
    pub const SPACE_DELIMITED: Self = Self::delimited("%20", " ");
    /// `color=blue%7Cblack%7Cbrown`
    pub const PIPE_DELIMITED: Self = Self::delimited("%7C", "|");
    /// `color=blue%09black%09brown`
    pub const TAB_DELIMITED: Self = Self::delimited("%09", "\t");
    /// `color%5BR%5D=100&color%5BG%5D=200`
    pub const DEEP_OBJECT: Self = Self::of(StyleKind::DeepObject, true);
    /// `color=blue; color=black; color=brown` in a cookie, with no character encoded.
    pub const COOKIE: Self = Self::of(StyleKind::Cookie, true);
    /// The value as JSON text.
    pub const JSON: Self = Self::of(StyleKind::Json, false);

    const fn delimited(encoded: &'static str, plain: &'static str) -> Self {
        Self::of(StyleKind::Delimited(Delimiter { encoded, plain }), false)
    }

    const fn of(kind: StyleKind, explode: bool) -> Self {
        Self { kind, explode, allow_reserved: false, may_be_empty: false }
    }

    /// `explode: true`: every element of an array and every member of an object is a parameter of its own.
    #[must_use]
    pub const fn explode(self) -> Self {
        Self { explode: true, ..self }
    }

    /// `explode: false`: all elements or members are in one value.
    #[must_use]
    pub const fn join(self) -> Self {
        Self { explode: false, ..self }
    }

    /// `allowReserved: true`: characters with a meaning in URLs are sent as they are, where that does not end the
    /// value.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }

    /// `minLength: 0` of a path parameter: empty text is sent wherever it stands, by any method.
    #[must_use]
    pub const fn may_be_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }
}
