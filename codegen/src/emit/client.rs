//! The client and its calls: what every generated API has, around types of its own.
//!
//! `Call` wraps the runtime's, as only a type of the same crate can have setters for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::model::{Api, Server};

/// The items of the module `client`, but for what depends on the security schemes.
pub(super) fn items(api: &Api) -> TokenStream {
    let client = client(api);
    let constructors = constructors(api);
    let (call, call_traits) = (call(), call_traits());
    quote!(#client #constructors #call #call_traits)
}

fn client(api: &Api) -> TokenStream {
    let docs = docs::attribute(&format!(
        "A client of {}.\n\n`C` is what it carries: an operation that needs a credential which `C` has not does not \
         compile. Cloning is cheap, and clones share connections.",
        docs::line(&api.title)
    ));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client<C = super::Credentials> {
            pub(super) core: ::warded::Core,
            pub(super) credentials: C,
        }
        impl From<::warded::Core> for Client {
            fn from(core: ::warded::Core) -> Self {
                Self { core, credentials: super::Credentials::default() }
            }
        }
        impl<C> Client<C> {
            /// The same client with other credentials, such as those that are chosen at run time.
            pub fn with_credentials<D>(self, credentials: D) -> Client<D> {
                Client { core: self.core, credentials }
            }
            /// Servers, transport and limits.
            pub fn core(&self) -> &::warded::Core {
                &self.core
            }
            /// What the client carries.
            pub fn credentials(&self) -> &C {
                &self.credentials
            }
        }
    }
}

/// `new()` where the document says where its server is; else the caller has to.
fn constructors(api: &Api) -> TokenStream {
    let is_absolute =
        api.server_groups.first().and_then(|group| group.servers.first()).is_some_and(Server::is_absolute);
    let new = if is_absolute {
        quote! {
            /// A client of the document's first server that carries no credential yet.
            #[must_use]
            pub fn new() -> Self {
                ::warded::Core::default().into()
            }
        }
    } else {
        quote! {
            /// A client that carries no credential yet. The document does not say where its server is.
            ///
            /// # Errors
            /// If the URL cannot be used.
            pub fn new(
                base_url: impl Into<String>,
            ) -> Result<Self, ::warded::BuildError> {
                Self::builder().base_url(base_url).build()
            }
        }
    };
    let default = is_absolute.then(|| {
        quote! {
            impl Default for Client {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl Client {
            #new
            /// Sets servers, transport and limits before a client is made.
            pub fn builder() -> ::warded::CoreBuilder<Self> {
                ::warded::CoreBuilder::default()
            }
        }
        #default
    }
}

fn call() -> TokenStream {
    quote! {
        /// A call that was not sent yet: `.await` sends it. Optional parameters are set on it before.
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<O: ::warded::Operation>(pub(super) ::warded::Call<O>);
        impl<O: ::warded::Operation> Call<O> {
            /// Adds a header, or replaces one. It cannot replace a credential.
            pub fn header(
                self,
                name: ::warded::http::HeaderName,
                value: ::warded::http::HeaderValue,
            ) -> Self {
                Self(self.0.extra_header(name, value))
            }
            /// How long this call may take.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }
            /// When this call is repeated, instead of what the client has of it.
            pub fn retries(self, retries: ::warded::Retries) -> Self {
                Self(self.0.retries(retries))
            }
            /// Sends the request and reads the response. The same as `.await`.
            ///
            /// # Errors
            /// Every error of the operation and of the way to it.
            pub async fn send(
                self,
            ) -> Result<::warded::Response<O>, ::warded::Error<O::Error>> {
                self.0.send().await
            }
            /// Sends the request and leaves the response as it is, whatever its status.
            ///
            /// # Errors
            /// If no response comes.
            pub async fn send_raw(
                self,
            ) -> Result<
                ::warded::http::Response<::warded::Body>,
                ::warded::Error<::warded::Never>,
            > {
                self.0.send_raw().await
            }
        }
    }
}

/// Not derived: that would ask the markers of operations for `Debug`.
fn call_traits() -> TokenStream {
    quote! {
        impl<O: ::warded::Operation> ::std::fmt::Debug for Call<O> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl<O: ::warded::Operation> ::std::future::IntoFuture for Call<O> {
            type Output = <::warded::Call<O> as ::std::future::IntoFuture>::Output;
            type IntoFuture = <::warded::Call<O> as ::std::future::IntoFuture>::IntoFuture;
            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    }
}
