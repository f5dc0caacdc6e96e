package front

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

// describe responds like the Cloud Run API, but only with the fields that the Hosting emulator reads.
func describe(w http.ResponseWriter, self *url.URL, service string, known map[string]http.Handler) {
	if _, ok := known[service]; !ok {
		answer(w, http.StatusNotFound, map[string]any{"error": map[string]any{
			"code": http.StatusNotFound, "status": "NOT_FOUND",
			"message": fmt.Sprintf("function %q not found", service),
		}})
		return
	}
	answer(w, http.StatusOK, map[string]any{"status": map[string]string{"url": self.JoinPath("_run", service).String()}})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}
