package app

import "testing"

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 photos", 1: "1 photo", 2: "2 photos", 1000: "1000 photos"} {
		if got := count(n, "photo"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestBytesText(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 1: "1 byte", 999: "999 bytes", 1000: "1.0 kB", 9_949: "9.9 kB", 9_951: "10 kB", 999_499: "999 kB",
		999_500: "1.0 MB", 1_234_567: "1.2 MB", 24_600_000: "25 MB", 1_500_000_000: "1.5 GB", 7e12: "7.0 TB", 4e15: "4000 TB",
	} {
		if got := bytesText(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestSeconds(t *testing.T) {
	for s, want := range map[float64]string{
		0: "0.00 s", 0.844: "0.84 s", 9.99: "9.99 s", 9.999: "10.0 s", 12.34: "12.3 s", 59.94: "59.9 s", 59.97: "1 min 00 s",
		60: "1 min 00 s", 245: "4 min 05 s", 3599.4: "59 min 59 s", 3599.7: "1 h 00 min", 7800: "2 h 10 min", 86400: "24 h 00 min",
	} {
		if got := seconds(s); got != want {
			t.Errorf("%v: %q, want %q", s, got, want)
		}
	}
}
