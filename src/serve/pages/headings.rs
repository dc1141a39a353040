//! One heading of an event to which articles give several.
//!
//! Reads: labels ("Dahl visits Rome", "Denied: visit of Dahl to Rome"). Writes: one of them, or one that
//! says that they disagree. Never: heads as done what somebody denies.

const DENIED: &str = "Denied: ";
const DISPUTED: &str = "Disputed: ";

/// The heading that says no more than the two together; the order does not matter.
pub(in crate::serve) fn joined(one: String, other: String) -> String {
    let (one, other) = if rank(&one) <= rank(&other) {
        (one, other)
    } else {
        (other, one)
    };
    match other.strip_prefix(DENIED) {
        Some(what) if rank(&one) == Rank::Done => format!("{DISPUTED}{what}"),
        // Of a plan and its denial the denial is the later word.
        Some(_) if rank(&one) == Rank::Other => other,
        _ if rank(&one) == rank(&other) => one.min(other),
        _ => one,
    }
}

/// What stands first heads an event to which others belong.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Disputed,
    Done,
    Other,
    Denied,
}

fn rank(label: &str) -> Rank {
    if label.starts_with(DISPUTED) {
        return Rank::Disputed;
    }
    if label.starts_with(DENIED) {
        return Rank::Denied;
    }
    let status = label.split_once(": ").map(|(status, _)| status);
    match status {
        // "Planned: ...", and not "Dahl says: ...".
        Some(status) if !status.contains(' ') => Rank::Other,
        _ => Rank::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn what_somebody_denies_is_not_headed_as_done() {
        let done = "Dahl visits Rome";
        let planned = "Planned: visit of Dahl to Rome";
        let denied = "Denied: visit of Dahl to Rome";
        let disputed = "Disputed: visit of Dahl to Rome";
        for (one, other, expected) in [
            (done, denied, disputed),
            (done, planned, done),
            (planned, denied, denied),
            (disputed, done, disputed),
            (disputed, denied, disputed),
            (done, "Dahl says: it rains", "Dahl says: it rains"),
            (done, done, done),
        ] {
            for (one, other) in [(one, other), (other, one)] {
                assert_eq!(joined(one.into(), other.into()), expected);
            }
        }
    }
}
