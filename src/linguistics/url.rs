//! Which words are web or mail addresses and stay whole.
//!
//! Reads: a word. Writes: yes or no. Never: resolves anything.
//!
//! Plain code for the regular expression `url_match` of spaCy's English rules.

use super::characters::{LOWER, is_decimal};

/// True for a word that the tokenizer keeps whole: `[scheme://][user@]host[:port][/path]`.
pub(super) fn is_url(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let after_scheme = scheme_length(word);
    std::iter::once(0)
        .chain(after_scheme)
        .flat_map(|start| std::iter::once(start).chain(starts_after_user(word, start)))
        .any(|start| is_host(&word[start..]) || is_address(&word[start..]))
}

/// Where the host may begin after `scheme://`.
fn scheme_length(word: &str) -> Option<usize> {
    let scheme = &word[..word.find("://")?];
    let allowed = |c: char| c.is_alphanumeric() || "_+-.".contains(c);
    (scheme.chars().count() >= 2 && scheme.chars().all(allowed)).then_some(scheme.len() + 3)
}

/// Where the host may begin after `user@`: at least one character stands before the sign.
fn starts_after_user(word: &str, start: usize) -> impl Iterator<Item = usize> + '_ {
    word[start..]
        .match_indices('@')
        .filter(|(at, _)| *at > 0)
        .map(move |(at, _)| start + at + 1)
}

/// Labels, a top-level domain in small letters, an optional port, anything after `/`, `?` or `#`.
fn is_host(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = without_port(&rest[..end]);
    let Some((labels, domain)) = host.rsplit_once('.') else {
        return false;
    };
    let letters = domain.chars().count();
    (2..=63).contains(&letters)
        && domain.chars().all(|c| LOWER.has(c))
        && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let count = label.chars().count();
    (1..=64).contains(&count)
        && label.chars().next().is_some_and(plain)
        && label.chars().next_back().is_some_and(plain)
        && label.chars().all(|c| plain(c) || c == '_' || c == '-')
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    }
}

fn is_port(port: &str) -> bool {
    (2..=5).contains(&port.chars().count()) && port.chars().all(is_decimal)
}

/// A public IPv4 address, an optional port, anything after `/`, `?` or `#`.
fn is_address(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = without_port(&rest[..end]);
    let octets: Vec<&str> = host.split('.').collect();
    let &[a, b, c, d] = octets.as_slice() else {
        return false;
    };
    outer_octet(a, 223)
        && inner_octet(b)
        && inner_octet(c)
        && outer_octet(d, 254)
        && !is_private(a, b)
}

/// 1 to `largest`, without a leading zero.
fn outer_octet(octet: &str, largest: u32) -> bool {
    !octet.starts_with('0')
        && (1..=3).contains(&octet.len())
        && octet.bytes().all(|byte| byte.is_ascii_digit())
        && octet.parse().is_ok_and(|number: u32| number <= largest)
}

/// 0 to 255; one leading zero passes.
fn inner_octet(octet: &str) -> bool {
    octet.bytes().all(|byte| byte.is_ascii_digit())
        && match octet.len() {
            1 | 2 => true,
            3 => !octet.starts_with('0') && octet.parse().is_ok_and(|number: u32| number <= 255),
            _ => false,
        }
}

fn is_private(a: &str, b: &str) -> bool {
    match a {
        "10" | "127" => true,
        "169" => b == "254",
        "192" => b == "168",
        "172" => b
            .parse()
            .is_ok_and(|number: u32| (16..=31).contains(&number)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_whole() {
        for word in [
            "pic.twitter.com/QryjZYnKAw",
            "https://example.org:8080/a?b#c",
            "someone@example.com",
            "8.8.8.8:53",
            "bücher.example",
        ] {
            assert!(is_url(word), "{word}");
        }
    }

    #[test]
    fn other_words_do_not() {
        for word in [
            "U.S.",
            "example",
            "1.5",
            "192.168.0.1",
            "a.B",
            "http://",
            "x.y:1",
            "10.0.0.1",
        ] {
            assert!(!is_url(word), "{word}");
        }
    }
}
