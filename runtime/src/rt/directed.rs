//! The directions that a type goes: read, written, or both.

/// Passes on how a type is read and how it is written; only one of them if the API has it in requests or in responses only.
///
/// Types that only responses hold are only read, and types that only requests hold are only written: what nobody calls
/// need not be compiled. Who writes a response, for a test or a cache, or reads a request, turns the feature
/// `both-directions` on.
#[cfg(feature = "both-directions")]
#[doc(hidden)]
#[macro_export]
macro_rules! directed {
    ({ $($read:item)* } { $($write:item)* } $($direction:ident)?) => { $($read)* $($write)* };
}

/// Passes on how a type is read and how it is written; only one of them if the API has it in requests or in responses only.
///
/// Types that only responses hold are only read, and types that only requests hold are only written: what nobody calls
/// need not be compiled. Who writes a response, for a test or a cache, or reads a request, turns the feature
/// `both-directions` on.
#[cfg(not(feature = "both-directions"))]
#[doc(hidden)]
#[macro_export]
macro_rules! directed {
    ({ $($read:tt)* } { $($write:tt)* }) => { $($read)* $($write)* };
    ({ $($read:tt)* } { $($write:tt)* } request) => { $($write)* };
    ({ $($read:tt)* } { $($write:tt)* } response) => { $($read)* };
}
