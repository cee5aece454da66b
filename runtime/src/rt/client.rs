//! Macro for the code that every generated client has: the client itself, and the calls that it makes.

/// Declares `Client` and `Call`. With `at document`, clients use the document's first server; with `at base_url`, the
/// caller must give the server's URL.
///
/// They are part of the generated code, because only a type of the same crate can have methods for each operation.
///
/// ```
/// mod api {
///     /// The credentials of a client.
///     #[derive(Clone, Default)]
///     pub struct Credentials;
///
///     pub mod client {
///         warded::rt::client! {
///             /// A client of the pet store.
///             pub struct Client at base_url;
///         }
///     }
/// }
///
/// let client = api::client::Client::new("https://pets.example.com")?;
/// # Ok::<(), warded::BuildError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! client {
    ($(#[$meta:meta])* pub struct Client at $place:ident;) => {
        $(#[$meta])*
        ///
        /// `C` are its credentials: calling an operation whose credential is missing from `C` is a compile error. In
        /// code that is not generic, such as a struct's field, name the credentials: `Client<only::Jwt>`, or
        /// `Client<Credentials<Jwt, Key>>` for more than one. Plain `Client` has none. Cloning is cheap, and clones
        /// share connections.
        #[derive(Clone, Debug)]
        pub struct Client<C = super::Credentials> {
            pub(super) core: $crate::Core,
            pub(super) credentials: C,
        }

        impl ::core::convert::From<$crate::Core> for Client {
            #[inline]
            fn from(core: $crate::Core) -> Self {
                Self { core, credentials: super::Credentials::default() }
            }
        }

        impl<C> ::core::convert::AsRef<$crate::Core> for Client<C> {
            #[inline]
            fn as_ref(&self) -> &$crate::Core {
                &self.core
            }
        }

        impl<C> Client<C> {
            /// Returns the client with other credentials, for example with those that are chosen at run time.
            pub fn with_credentials<D>(self, credentials: D) -> Client<D> {
                Client { core: self.core, credentials }
            }

            /// The servers, transport and limits.
            pub fn core(&self) -> &$crate::Core {
                &self.core
            }

            /// The client's credentials.
            pub fn credentials(&self) -> &C {
                &self.credentials
            }
        }

        impl Client {
            /// Returns a builder that sets servers, transport and limits.
            #[inline]
            pub fn builder() -> $crate::CoreBuilder<Self> {
                $crate::CoreBuilder::default()
            }
        }

        $crate::client!(@new $place);

        /// A call that has not been sent: `.await` sends it. Optional parameters are set on it before.
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<O: $crate::Operation>(pub(super) $crate::Call<O>);

        impl<O: $crate::Operation> Call<O> {
            /// Adds a header, or replaces one: `.header("x-tenant", "a")`. It cannot replace a credential. If a header cannot
            /// have this name or value, the call fails before it is sent.
            pub fn header(
                self,
                name: impl ::core::convert::TryInto<$crate::http::HeaderName>,
                value: impl ::core::convert::TryInto<$crate::http::HeaderValue>,
            ) -> Self {
                Self(self.0.extra_header(name, value))
            }

            /// Makes the output `None` if the server answers 304, because what the caller has is still valid:
            /// `.conditional().if_none_match(etag)`, or after a header that the document declares.
            pub fn conditional(self) -> $crate::Conditional<O> {
                self.0.conditional()
            }

            /// Overrides the client's time limit for this call.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Overrides the client's limit of silence for this call, whose response is a stream.
            pub fn idle_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.idle_timeout(timeout))
            }

            /// Overrides the client's limit of a response's size for this call.
            pub fn max_response_bytes(self, limit: u64) -> Self {
                Self(self.0.max_response_bytes(limit))
            }

            /// Overrides the client's retry policy for this call.
            pub fn retries(self, retries: $crate::Retries) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sends the request and reads the response; the same as `.await`.
            ///
            /// # Errors
            /// The documented errors of the operation, and all others in [`Error`](::warded::Error).
            // Not `async`, as each user's compiler would make a state machine that only passes this one on.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<$crate::Response<O>, $crate::Error<O::Error>>,
            > {
                self.0.send()
            }

            /// Sends the request and returns the response unread, whatever its status.
            ///
            /// # Errors
            /// If no response arrives.
            pub fn send_raw(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<$crate::http::Response<$crate::Body>, $crate::Error<$crate::Never>>,
            > {
                self.0.send_raw()
            }
        }

        // Not derived: that would ask the markers of operations for `Debug`.
        impl<O: $crate::Operation> ::core::fmt::Debug for Call<O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<O: $crate::Operation> ::core::future::IntoFuture for Call<O> {
            type Output = <$crate::Call<O> as ::core::future::IntoFuture>::Output;
            type IntoFuture = <$crate::Call<O> as ::core::future::IntoFuture>::IntoFuture;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    };
    (@new document) => {
        impl Client {
            /// Creates a client of the document's first server, without credentials.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                $crate::Core::default().into()
            }
        }

        impl ::core::default::Default for Client {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@new base_url) => {
        impl Client {
            /// Creates a client without credentials. The document does not declare its server.
            ///
            /// # Errors
            /// If the URL cannot be used.
            #[inline]
            pub fn new(
                base_url: impl ::core::convert::Into<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::BuildError> {
                Self::builder().base_url(base_url).build()
            }
        }
    };
}

/// Implements the setters of a generated client's call: for each the argument's type, and the method of the runtime's
/// [`Call`](crate::Call) that writes the value into the request. A body may have its media type as an argument before it.
///
/// ```ignore
/// warded::rt::setters! { for Call<ListPets> {
///     /// How many pets there are at most.
///     limit: i64 => query("limit", warded::rt::Style::FORM, &limit);
/// } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    (for $call:ty $(where $grants:ident: $bound:lifetime)? {
        $(
            $(#[$meta:meta])*
            $name:ident $(($choice:ident: $chosen:ty))?: $of:ty => $method:ident($($argument:expr),*);
        )*
    }) => {
        impl $(<$grants: $bound>)? $call {
            $(
                $(#[$meta])*
                #[inline]
                pub fn $name(self, $($choice: $chosen,)? $name: $of) -> Self {
                    Self(self.0.$method($($argument),*))
                }
            )*
        }
    };
}

/// Declares the methods of the client that fill and empty the slot of a security scheme, and change its type.
///
/// The row is that of the scheme in [`credentials!`](crate::rt::credentials!); behind it are the slots in front of this one and
/// those behind it, each with its type parameter.
///
/// ```ignore
/// warded::rt::slot! {
///     jwt: J = "JWT", without_jwt, Jwt<Grants>;
///     among [key: K] [tracker: T];
/// }
/// ```
#[macro_export]
macro_rules! slot {
    (
        $slot:ident: $generic:ident = $name:literal, $without:ident, $scheme:ident $(<$grants:ident>)?;
        among [$($before:ident: $former:ident),*] [$($after:ident: $latter:ident),*];
    ) => {
        impl<$($former,)* $generic $(, $latter)*>
            Client<super::credential::Credentials<$($former,)* $generic $(, $latter)*>>
        {
            #[doc = concat!("Replaces the client's credential of `", stringify!($name), "`.")]
            #[must_use]
            pub fn $slot$(<$grants: 'static>)?(
                self,
                $slot: impl $crate::IntoSource<super::credential::$scheme$(<$grants>)?>,
            ) -> Client<
                super::credential::Credentials<$($former,)* super::credential::$scheme$(<$grants>)? $(, $latter)*>,
            > {
                let credentials = super::credential::Credentials {
                    $slot: $crate::rt::Slot::held($crate::IntoSource::into_source($slot)),
                    $($before: self.credentials.$before,)*
                    $($after: self.credentials.$after,)*
                };
                Client { core: self.core, credentials }
            }

            #[doc = concat!("Removes the client's credential of `", stringify!($name), "`.")]
            #[must_use]
            pub fn $without(
                self,
            ) -> Client<super::credential::Credentials<$($former,)* $crate::Absent $(, $latter)*>> {
                let credentials = super::credential::Credentials {
                    $slot: $crate::rt::Slot::absent(),
                    $($before: self.credentials.$before,)*
                    $($after: self.credentials.$after,)*
                };
                Client { core: self.core, credentials }
            }
        }
    };
}
