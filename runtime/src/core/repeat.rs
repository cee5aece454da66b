//! Repeating a request that failed by chance, if the client asked for that.

use tracing::debug;

use super::Core;
use super::execute::Answer;
use crate::credential::Supplied;
use crate::error::Failure;
use crate::redirect::{Hop, Redirects};
use crate::retries::{Chance, Retries};

impl Core {
    /// Sends a request until it is answered by more than chance, or enough was tried. The time of the call runs on.
    pub(super) async fn persist(
        &self,
        first: &mut Hop,
        credentials: &[Supplied],
        retries: Option<&Retries>,
        rules: Redirects,
    ) -> Result<Answer, Failure> {
        let mut number = 0;
        loop {
            let result = self.follow(first, credentials, rules).await;
            let Some(retries) = retries.filter(|_| first.is_repeatable()) else { return result };
            let chance = match &result {
                Ok(answer) => Chance::of_status(answer.response.status(), answer.response.headers()),
                Err(failure) => Chance::of_failure(failure),
            };
            let Some(chance) = chance else {
                if number == 0 {
                    retries.earned();
                }
                return result;
            };
            let Some(pause) = retries.pause(number, &chance, self.0.runtime.wall()) else { return result };
            // The connection is free while this waits.
            drop(result);
            number += 1;
            debug!(number, "repeating the call after a pause");
            self.0.runtime.sleep(pause).await;
        }
    }
}
