//! The schemas of the document.

::warded::rt::enumeration! {
    /// The schema `Mixed` of the document.
    pub enum Mixed in request of mixed else Other {
        /// `1`
        Value1 = Integer(1);
        /// `"1"`
        T1 = String("1");
        /// `true`
        True = Boolean(true);
        /// `-0.5`
        ValueMinus0Point5 = Number(-0.5);
    }
}

::warded::rt::enumeration! {
    /// The schema `Priority` of the document.
    pub enum Priority in request of integer else Other {
        /// `1`
        High = 1;
        /// `-2`
        Low = -2;
    }
}

::warded::rt::enumeration! {
    /// The schema `Status` of the document.
    pub enum Status in request of text else Unlisted {
        /// Can be bought.
        ///
        /// `available`
        Available = "available";
        /// Cannot.
        ///
        /// `sold out`
        SoldOut = "sold out";
        /// Nobody knows.
        ///
        /// `""`
        Empty = "";
        /// `Other`
        Other = "Other";
        /// `AVAILABLE`
        Available2 = "AVAILABLE";
    }
}

::warded::rt::object! {
    /// The schema `Thing` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Thing in request: Default {
        optional status: Option<Status> = "status";
        optional priority: Option<Priority> = "priority";
        nullable mixed: ::warded::Nullable<Mixed> = "mixed";
    }
    at [0 1 2];
}
