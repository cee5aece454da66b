//! Credentials in every place where OpenAPI has them, all holding the canary.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use warded::rt::{Attachment, Authorization, Placement};
use warded::{CredentialError, Scheme, Supplied, Supply};

use super::CANARY;

/// The location of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Bearer,
    Basic,
    Header,
    Query,
    Cookie,
    /// In a header, but it is not the document that says so.
    Undeclared,
}

impl Carrier {
    pub const ALL: [Self; 6] = [Self::Bearer, Self::Basic, Self::Header, Self::Query, Self::Cookie, Self::Undeclared];

    pub fn scheme(self) -> &'static Scheme {
        match self {
            Self::Bearer => const { &Scheme::of::<Self>("JWT", Placement::Bearer) },
            Self::Basic => const { &Scheme::of::<Self>("Login", Placement::Basic) },
            Self::Header => const { &Scheme::of::<Self>("ApiKey", Placement::Header("X-Api-Key")) },
            Self::Query => const { &Scheme::of::<Self>("TrackerKey", Placement::Query("token")) },
            Self::Cookie => const { &Scheme::of::<Self>("Session", Placement::Cookie("sid")) },
            Self::Undeclared => const { &Scheme::of::<Self>("Other", Placement::Undeclared) },
        }
    }

    fn attachment(self, secret: &str) -> Arc<Attachment> {
        let secret = secret.to_owned().into();
        Arc::new(match self {
            Self::Basic => Attachment::basic(self.scheme(), "user", &secret),
            Self::Undeclared => Attachment::placed(self.scheme(), Placement::Header("X-Other"), &secret),
            Self::Bearer | Self::Header | Self::Query | Self::Cookie => Attachment::new(self.scheme(), &secret),
        })
    }
}

/// A source of `secret-1`, `secret-2`, …: the next after each rejection of the newest.
pub struct Renewing {
    carrier: Carrier,
    generation: AtomicU64,
    pub rejections: AtomicUsize,
    pub supplies: AtomicUsize,
    /// True if a rejected credential can be replaced.
    renewable: bool,
    /// True if a credential has to be waited for.
    slow: bool,
}

impl Renewing {
    pub fn new(carrier: Carrier, renewable: bool, slow: bool) -> Arc<Self> {
        let (rejections, supplies) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Arc::new(Self { carrier, generation: AtomicU64::new(1), rejections, supplies, renewable, slow })
    }

    fn supplied(&self) -> Supplied {
        let generation = self.generation.load(Ordering::SeqCst);
        Supplied { attachment: self.carrier.attachment(&format!("secret-{generation}")), generation }
    }
}

impl Supply for Renewing {
    fn scheme(&self) -> &'static Scheme {
        self.carrier.scheme()
    }

    fn ready(&self) -> Option<Supplied> {
        (!self.slow).then(|| self.supplied())
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        self.supplies.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok(self.supplied())).boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        self.rejections.fetch_add(1, Ordering::SeqCst);
        let newest = self.generation.compare_exchange(generation, generation + 1, Ordering::SeqCst, Ordering::SeqCst);
        self.renewable && newest.is_ok()
    }
}

struct Fixed(Arc<Attachment>);

impl Supply for Fixed {
    fn scheme(&self) -> &'static Scheme {
        self.0.scheme()
    }

    fn ready(&self) -> Option<Supplied> {
        Some(Supplied { attachment: Arc::clone(&self.0), generation: 0 })
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        std::future::ready(Ok(Supplied { attachment: Arc::clone(&self.0), generation: 0 })).boxed()
    }
}

/// A source that supplies the canary for ever.
pub fn fixed(carrier: Carrier) -> Arc<dyn Supply> {
    Arc::new(Fixed(carrier.attachment(CANARY)))
}

/// This attachment, for one call.
pub fn attached(attachment: Attachment) -> Authorization {
    authorize(&[Arc::new(Fixed(Arc::new(attachment)))])
}

/// The authorization of a call.
pub fn authorize(supplies: &[Arc<dyn Supply>]) -> Authorization {
    let with = |all: Authorization, supply| all.with_supply(Some(supply), "nothing");
    supplies.iter().fold(Authorization::none(), with)
}
