//! Formats in both directions.

use serde_json::{from_str, to_string};

use super::*;
use crate::json::Read;
use crate::json::read::ByRead;

fn read<T: Read>(json: &str) -> Result<T, String> {
    from_str::<ByRead<T>>(json).map(|value| value.0).map_err(|error| error.to_string())
}

#[test]
fn integers_may_be_written_with_a_fraction_of_zero() {
    assert_eq!(read("1.0"), Ok(1_i64));
    assert_eq!(read("[1, 2.0, 3e2]"), Ok(vec![1_u16, 2, 300]));
    assert_eq!(read("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read("18446744073709551615"), Ok(u64::MAX));
    assert!(read::<i64>("1.5").unwrap_err().starts_with("invalid value: floating point `1.5`, expected i64"));
    assert!(read::<u8>("256").unwrap_err().starts_with("invalid value: integer `256`, expected u8"));
    assert!(read::<i64>("9223372036854775808").is_err());
    assert!(read::<u64>("1e30").is_err());
    assert!(read::<i64>("\"1\"").is_err());
}

#[test]
fn dates_are_read_with_and_without_a_time() {
    let day = jiff::civil::date(2024, 5, 1);
    assert_eq!((read("\"2024-05-01\""), read("\"2024-05-01T10:20:30\"")), (Ok(day), Ok(day)));
    let wrong = "invalid value: string \"May\", expected a date at line 1 column 5";
    assert_eq!(read::<jiff::civil::Date>("\"May\""), Err(wrong.to_owned()));
    assert!(read::<jiff::civil::Date>("20240501").is_err());
}

#[test]
fn times_without_an_offset_are_read_and_kept() {
    for (text, exact) in [
        ("2024-05-01T10:20:30Z", true),
        ("2024-05-01T10:20:30.123456+02:00", true),
        ("2024-05-01 10:20:30+0200", true),
        ("2024-05-01T10:20:30", false),
        ("2024-05-01T10:20:30.5", false),
        ("2024-05-01", false),
    ] {
        let json = format!("{text:?}");
        let time: DateTime = read(&json).unwrap();
        assert_eq!((time.timestamp().is_some(), time.local().is_some()), (exact, !exact), "{text}");
        assert_eq!(to_string(&time).unwrap(), json);
    }
    assert!(read::<DateTime>("\"yesterday\"").unwrap_err().contains("expected a date and a time"));
}

#[test]
fn times_are_equal_if_they_mean_the_same() {
    let time = |text: &str| text.parse::<DateTime>().unwrap();
    assert_eq!(time("2024-05-01T10:00:00Z"), time("2024-05-01T12:00:00+02:00"));
    assert_ne!(time("2024-05-01T10:00:00Z"), time("2024-05-01T10:00:00"));
    let zone = jiff::tz::TimeZone::UTC;
    assert_eq!(time("2024-05-01T10:00:00").timestamp_in(zone).ok(), time("2024-05-01T10:00:00Z").timestamp());
}

#[test]
fn base64_is_read_in_both_alphabets_with_and_without_padding() {
    for text in ["+/+/AQ==", "+/+/AQ", "-_-_AQ==", "-_-_AQ"] {
        assert_eq!(read(&format!("{text:?}")), Ok(Base64(vec![0xFB, 0xFF, 0xBF, 1])), "{text}");
    }
    assert_eq!(to_string(&Base64(vec![0xFB, 0xFF, 0xBF, 1])).unwrap(), r#""+/+/AQ==""#);
    assert!(read::<Base64>("\"?\"").unwrap_err().contains("expected bytes as base64"));
}

#[test]
fn decimals_keep_their_digits_and_their_quotes() {
    for json in ["0.10", "-1", "1E400", "123456789012345678901234567890.123456789", "\"0.10\""] {
        let decimal: Decimal = read(json).unwrap();
        assert_eq!(decimal.as_str(), json.trim_matches('"'));
        assert_eq!(to_string(&decimal).unwrap(), json);
    }
    for json in ["\"NaN\"", "\"1,5\"", "\" 1\"", "true", "null", "[1]"] {
        assert!(read::<Decimal>(json).unwrap_err().contains("expected a decimal number"), "{json}");
    }
    assert_eq!("0.5".parse().map(|decimal: Decimal| decimal.to_f64()), Ok(0.5));
    assert_eq!(to_string(&Decimal::from(5)).unwrap(), "5");
}
