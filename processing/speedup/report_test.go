package speedup

import (
	"encoding/json"
	"testing"
	"time"
)

func TestReportAsJSON(t *testing.T) {
	m := &machine{serial: time.Second, parallel: 3 * time.Second}
	c, err := Measure(t.Context(), Options{Workers: []int{3}, Rounds: 2}, m.run)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(c.Report(24))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"photos":24,"rounds":2,"runs":[` +
		`{"workers":1,"elapsed_seconds":[4,4],"median_seconds":4,"speedup":1,"stages":{"decode":3,"write":1}},` +
		`{"workers":3,"elapsed_seconds":[2,2],"median_seconds":2,"speedup":2,"stages":{"decode":3,"write":1}}]}`
	if string(got) != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}

// Lists and objects are there even where nothing was measured: a reader need not ask for null.
func TestEmptyReportHasNoNull(t *testing.T) {
	for want, c := range map[string]Curve{
		`{"photos":0,"rounds":0,"runs":[]}`: {},
		`{"photos":0,"rounds":0,"runs":[{"workers":1,"elapsed_seconds":[],"median_seconds":0,"speedup":0,"stages":{}}]}`: {Points: []Point{{Workers: 1}}},
	} {
		if got, err := json.Marshal(c.Report(0)); err != nil || string(got) != want {
			t.Errorf("the report is %s, %v, want %s", got, err, want)
		}
	}
}

func TestReportIsACopy(t *testing.T) {
	c := Curve{Points: []Point{{Workers: 1, Stages: map[string]float64{"read": 1}}}}
	c.Report(1).Runs[0].Stages["read"] = 5
	if c.Points[0].Stages["read"] != 1 {
		t.Error("changing the report changed the curve")
	}
}
