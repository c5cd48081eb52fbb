//! Days, times and durations beyond what forms have.

use crate::check;

#[test]
fn times_have_fractions_offsets_and_zones() {
    check(&[
        ("time(\"08:30:00.25\")", "08:30:00.25"),
        ("time(\"08:30:00Z\") = time(\"09:30:00+01:00\")", "true"),
        ("time(\"08:30:00Z\") < time(\"08:30:00-01:00\")", "true"),
        ("time(\"08:30:00\") = time(\"08:30:00Z\")", "null"),
        ("time(\"24:00:00\")", "00:00:00"),
        ("time(\"25:00:00\")", "null"),
        ("time(\"08:30\")", "null"),
        ("time(\"23:59:00z\") = time(23, 59, 0, duration(\"PT0H\"))", "true"),
        ("time(8, 30, 15.5, duration(\"PT1H\"))", "08:30:15.5+01:00"),
        ("time(8, 30, 0)", "08:30:00"),
        ("time(@\"2026-11-22T08:30:00+01:00\")", "08:30:00+01:00"),
        ("time(@\"2026-11-22\")", "00:00:00Z"),
        ("@\"10:00:00+01:00\" + @\"PT15H\"", "01:00:00+01:00"),
        ("@\"10:00:00.5\" - @\"09:00:00\"", "PT1H0.5S"),
        ("@\"10:00:00@Europe/Berlin\".timezone", "\"Europe/Berlin\""),
        ("@\"10:00:00+02:30\".time offset", "PT2H30M"),
        ("@\"10:00:00\".time offset", "null"),
        ("@\"2026-07-01T10:00:00@Europe/Berlin\".time offset", "PT2H"),
        ("@\"2026-07-01T10:00:00.125Z\".second", "0.125"),
        ("date and time(\"2026-11-22T10:00:00@Europe/Berlin\") = date and time(\"2026-11-22T09:00:00Z\")", "true"),
        ("date and time(\"2026-11-22T10:00:00\") < date and time(\"2026-11-22T10:00:00Z\")", "null"),
        ("date and time(@\"2026-11-22\", @\"10:00:00+01:00\")", "2026-11-22T10:00:00+01:00"),
        ("date and time(2026, 11, 22, 10, 0, 0)", "2026-11-22T10:00:00"),
        ("date and time(\"2026-11-22\")", "2026-11-22T00:00:00"),
        ("@\"2026-12-31T24:00:00\"", "2027-01-01T00:00:00"),
        // The clock goes from 2 to 3 in that night.
        ("@\"2026-03-29T01:30:00@Europe/Berlin\" + @\"PT1H\"", "2026-03-29T03:30:00@Europe/Berlin"),
        ("@\"2026-11-22T10:00:00Z\" - @\"2026-11-22\"", "PT10H"),
        ("@\"2026-11-22T10:00:00\" - @\"2026-11-22\"", "null"),
        ("is(@\"10:00:00Z\", @\"11:00:00+01:00\")", "false"),
        ("is(@\"10:00:00Z\", @\"10:00:00Z\")", "true"),
        ("time(\"10:00:00@Nirgends/Wo\")", "null"),
        ("time(\"10:00:00+19:00\")", "null"),
    ]);
}

#[test]
fn days_reach_over_a_thousand_million_years() {
    check(&[
        ("date(\"-0044-03-15\")", "-0044-03-15"),
        ("date(\"12026-02-28\") + @\"P1D\"", "12026-03-01"),
        ("date(9999, 12, 31) + @\"P1D\"", "10000-01-01"),
        ("date(\"999999999-12-31\") + @\"P1D\"", "null"),
        ("date(\"1000000000-01-01\")", "null"),
        ("date(\"02026-01-01\")", "null"),
        ("date(\"2026-02-30\")", "null"),
        ("@\"10000-01-01\" - @\"9999-12-31\"", "P1D"),
        ("@\"-0001-03-01\" - @\"P1D\"", "-0001-02-28"),
        ("day of week(@\"20000-01-01\")", "\"Saturday\""),
        ("week of year(@\"2005-01-01\")", "53"),
        ("day of year(@\"2024-12-31T10:00:00Z\")", "366"),
        ("@\"10000-05-06\".year", "10000"),
        ("@\"2026-11-22\" < @\"10000-01-01\"", "true"),
        ("for tag in @\"2026-12-30\"..@\"2027-01-01\" return tag.day", "[30, 31, 1]"),
    ]);
}

#[test]
fn durations_have_fractions_and_are_divided() {
    check(&[
        ("duration(\"PT0.5S\") * 3", "PT1.5S"),
        ("duration(\"PT10S\") / 4", "PT2.5S"),
        ("duration(\"P1D\") / duration(\"PT6H\")", "4"),
        ("duration(\"P1Y\") / duration(\"P1M\")", "12"),
        ("duration(\"P1Y\") + duration(\"P1D\")", "null"),
        ("-duration(\"PT0.25S\")", "-PT0.25S"),
        ("abs(duration(\"-PT0.25S\"))", "PT0.25S"),
        ("duration(\"P1DT2H3M4.5S\").seconds", "4.5"),
        ("duration(\"P1DT2H3M4.5S\").minutes", "3"),
        ("duration(\"-P1Y2M\").months", "-2"),
        ("duration(\"P1Y2D\")", "null"),
        ("duration(\"PT\")", "null"),
        ("string(duration(\"PT3600S\"))", "\"PT1H\""),
    ]);
}
