//! The schemas of the document.
