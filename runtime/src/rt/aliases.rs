//! The names of places for a type that they share.

/// Declares other names of a type: one for each place of the document that has such a type.
///
/// ```
/// pub struct Success;
///
/// warded::rt::aliases! { Success = [DeletePetResponse200 DeleteUserResponse200] }
///
/// let _: DeletePetResponse200 = Success;
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! aliases {
    ($ty:ident = [$($alias:ident)*]) => {
        $(
            pub type $alias = $ty;
        )*
    };
}
