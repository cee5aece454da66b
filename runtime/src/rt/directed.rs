//! The directions that a type goes: read, written, or both.

/// Calls a macro with `@read`, `@write` or both, and a table: only one of them if the API has the type in requests or in
/// responses only.
///
/// Types that only responses hold are only read, and types that only requests hold are only written: what nobody calls
/// need not be compiled. Who writes a response, for a test or a cache, or reads a request, turns the feature
/// `both-directions` on.
#[cfg(feature = "both-directions")]
#[doc(hidden)]
#[macro_export]
macro_rules! directed {
    ($macro:ident [$($direction:ident)?] $($table:tt)*) => {
        $crate::$macro!(@read $($table)*);
        $crate::$macro!(@write $($table)*);
    };
}

/// Calls a macro with `@read`, `@write` or both, and a table: only one of them if the API has the type in requests or in
/// responses only.
///
/// Types that only responses hold are only read, and types that only requests hold are only written: what nobody calls
/// need not be compiled. Who writes a response, for a test or a cache, or reads a request, turns the feature
/// `both-directions` on.
#[cfg(not(feature = "both-directions"))]
#[doc(hidden)]
#[macro_export]
macro_rules! directed {
    ($macro:ident [] $($table:tt)*) => {
        $crate::$macro!(@read $($table)*);
        $crate::$macro!(@write $($table)*);
    };
    ($macro:ident [request] $($table:tt)*) => { $crate::$macro!(@write $($table)*); };
    ($macro:ident [response] $($table:tt)*) => { $crate::$macro!(@read $($table)*); };
}
