//! What only generated code names.

mod client;

pub use crate::credential::grant::{
    Bit, D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Da, Db, Dc, Dd, De, Df, Digit, Granted, No, Number, Scope, ScopeOf,
    Yes,
};
pub use crate::credential::requirement::{
    AnyOf, Carried, Keeps, Meets, Need, NeedAtRunTime, OneOf, Place, PlaceAtRunTime, SaysRole, Sends, Wanted, With,
};
