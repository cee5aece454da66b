//! The schemas of the document.

::warded::rt::union! {
    /// What is drawn.
    ///
    /// The schema `Shape` of the document.
    #[derive(Clone, PartialEq)]
    pub enum Shape in response else Unknown {}
    tries {
        or plain Circle(ShapeCircle);
        or plain Box(ShapeBox);
        or plain Enum(ShapeEnum);
        or plain Integer(i64);
    }
}

::warded::rt::object! {
    /// Circle
    ///
    /// The schema at `/components/schemas/Shape/oneOf/0` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ShapeCircle in response {
        required radius: f64 = "radius";
    }
    at [0];
}

::warded::rt::object! {
    /// Box
    ///
    /// The schema at `/components/schemas/Shape/oneOf/1` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ShapeBox in response {
        required width: f64 = "width";
    }
    at [0];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Shape/oneOf/2` of the document.
    pub enum ShapeEnum in response of text else Other {
        /// `point`
        Point = "point";
        /// `line`
        Line = "line";
    }
}
