package ui

import (
	"math"
	"testing"
	"time"
)

func TestFormatBytes(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 1: "1 B", 999: "999 B", 1000: "1 kB", 1499: "1 kB", 812_400: "812 kB",
		999_499: "999 kB", 999_500: "1.0 MB", 1_000_000: "1.0 MB", 28_412_000: "28.4 MB",
		99_949_999: "99.9 MB", 99_950_000: "100 MB", 158_000_000: "158 MB", 999_600_000: "1.0 GB",
		6_912_000_000: "6.9 GB", 2_000_000_000_000: "2.0 TB", -3_200_000: "−3.2 MB",
		math.MaxInt64: "9.2 EB", math.MinInt64: "−9.2 EB",
	} {
		if got := formatBytes(n); got != want {
			t.Errorf("formatBytes(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPhotosIsPluralWhereItShould(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 photos", 1: "1 photo", 2: "2 photos", 999: "999 photos", 1000: "1,000 photos",
		10_000: "10,000 photos", 1_234_567: "1,234,567 photos",
	} {
		if got := photos(n); got != want {
			t.Errorf("photos(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFormatClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0:00", 0: "0:00", 7900 * time.Millisecond: "0:07", 750 * time.Second: "12:30",
		3599 * time.Second: "59:59", 3723 * time.Second: "1:02:03", 100 * time.Hour: "100:00:00",
	} {
		if got := formatClock(d); got != want {
			t.Errorf("formatClock(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestFormatSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0 seconds", 40 * time.Millisecond: "0 seconds", 420 * time.Millisecond: "0.4 seconds",
		time.Second: "1 second", 980 * time.Millisecond: "1 second", 2 * time.Second: "2 seconds",
		9940 * time.Millisecond: "9.9 seconds", 9960 * time.Millisecond: "10 seconds",
		41400 * time.Millisecond: "41 seconds", 59400 * time.Millisecond: "59 seconds",
		59600 * time.Millisecond: "1 min 0 s", 140 * time.Second: "2 min 20 s",
		3599400 * time.Millisecond: "59 min 59 s", 3599600 * time.Millisecond: "1 h 0 min",
		185 * time.Minute: "3 h 5 min",
	} {
		if got := formatSpan(d); got != want {
			t.Errorf("formatSpan(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestFormatLeftGoesInSteps(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "1 second left", 300 * time.Millisecond: "1 second left", 1200 * time.Millisecond: "2 seconds left",
		18 * time.Second: "18 seconds left", 21 * time.Second: "25 seconds left",
		61 * time.Second: "1 min 10 s left", 590 * time.Second: "9 min 50 s left",
		599 * time.Second: "10 min left", 12*time.Minute + time.Second: "13 min left",
		3 * time.Hour: "3 h 0 min left",
	} {
		if got := formatLeft(d); got != want {
			t.Errorf("formatLeft(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestFormatRate(t *testing.T) {
	for rate, want := range map[float64]string{
		0: "–", -1: "–", 0.4249: "0.42", 0.996: "1.0", 5.92: "5.9", 99.94: "99.9", 240.4: "240", 1500: "1,500",
		math.Inf(1): "–",
	} {
		if got := formatRate(rate); got != want {
			t.Errorf("formatRate(%v) = %q, want %q", rate, got, want)
		}
	}
	if got := formatRate(math.NaN()); got != "–" {
		t.Errorf("formatRate(NaN) = %q", got)
	}
}

func TestFormatSaving(t *testing.T) {
	for _, c := range []struct {
		before, after int64
		want          string
	}{
		{28_400_000, 2_600_000, "−91%"},
		{1000, 1, "−99%"},
		{1000, 0, "−99%"},
		{1000, 1000, "±0%"},
		{1000, 996, "±0%"},
		{1000, 994, "−1%"},
		{1000, 1120, "+12%"},
		{1, 50, "+4,900%"},
		{0, 10, ""},
		{10, -1, ""},
	} {
		if got := formatSaving(c.before, c.after); got != c.want {
			t.Errorf("formatSaving(%d, %d) = %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

func TestFormatPercentSaysHundredOnlyAtTheEnd(t *testing.T) {
	for share, want := range map[float64]string{-1: "0%", 0: "0%", 0.629: "62%", 0.9999: "99%", 1: "100%", 2: "100%"} {
		if got := formatPercent(share); got != want {
			t.Errorf("formatPercent(%v) = %q, want %q", share, got, want)
		}
	}
}

func TestFormatSizeOfAnUnreadPhotoIsEmpty(t *testing.T) {
	if got := formatSize(6048, 4024); got != "6048 × 4024" {
		t.Errorf("got %q", got)
	}
	if got := formatSize(0, 4024); got != "" {
		t.Errorf("got %q of a size that is not known", got)
	}
}
