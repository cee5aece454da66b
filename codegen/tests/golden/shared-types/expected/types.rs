//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Order` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Order in response: Default {
        optional price: Option<Price> = "price";
        optional refund: Option<Refund> = "refund";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema `Refund` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Refund in response: Default {
        optional price: Option<Price> = "price";
        optional currency: Option<Currency> = "currency";
    }
    at [0 1];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Order/properties/price/properties/currency` of the document.
    pub enum Currency in response of text else Other {
        Eur = "EUR";
        Pln = "PLN";
    }
}

::warded::rt::object! {
    /// The schema at `/components/schemas/Order/properties/price` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Price in response: Default {
        optional amount: Option<i64> = "amount";
        optional currency: Option<Currency> = "currency";
    }
    at [0 1];
}
