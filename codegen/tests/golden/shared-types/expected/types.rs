//! The schemas of the document.

::warded::object! {
    /// The schema `Order` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Order in response: Default {
        optional 0 price: Option<Price> = "price";
        optional 1 refund: Option<Refund> = "refund";
    }
}

::warded::object! {
    /// The schema `Refund` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Refund in response: Default {
        optional 0 price: Option<Price> = "price";
        optional 1 currency: Option<Currency> = "currency";
    }
}

::warded::enumeration! {
    /// The schema at `/components/schemas/Order/properties/price/properties/currency` of the document.
    pub enum Currency in response of text else Other {
        Eur = "EUR";
        Pln = "PLN";
    }
}

::warded::object! {
    /// The schema at `/components/schemas/Order/properties/price` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Price in response: Default {
        optional 0 amount: Option<i64> = "amount";
        optional 1 currency: Option<Currency> = "currency";
    }
}
