//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Order` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Order in response: Default {
        optional price: Option<OrderPrice> = "price";
        optional refund: Option<Refund> = "refund";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema `Refund` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Refund in response: Default {
        optional price: Option<RefundPrice> = "price";
        optional currency: Option<RefundCurrency> = "currency";
    }
    at [0 1];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Order/properties/price/properties/currency` and at 2 other places of the document.
    pub enum EurOrPln in response of text else Other {
        /// `EUR`
        Eur = "EUR";
        /// `PLN`
        Pln = "PLN";
    }
}

::warded::rt::aliases! { EurOrPln = [OrderPriceCurrency RefundCurrency RefundPriceCurrency] }

::warded::rt::object! {
    /// The schema at `/components/schemas/Order/properties/price` and at another place of the document.
    #[derive(Clone, PartialEq)]
    pub struct AmountAndCurrency in response: Default {
        optional amount: Option<i64> = "amount";
        optional currency: Option<EurOrPln> = "currency";
    }
    at [0 1];
}

::warded::rt::aliases! { AmountAndCurrency = [OrderPrice RefundPrice] }
