package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

var client = http.Client{Timeout: 10 * time.Second}

// hitmark posts a JSON object, or a list of them, and reads the answer.
func hitmark(path string, body, answer any) error {
	sent, err := json.Marshal(body)
	if err != nil {
		return err
	}
	api := os.Getenv("HITMARK_API")
	if api == "" {
		api = "http://localhost:8701"
	}
	request, err := http.NewRequest("POST", api+path, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("HITMARK_LINKS__API_TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("hitmark: %s", text)
	}
	return json.Unmarshal(text, answer)
}

func main() {
	email := map[string]any{
		"html":      `<a href="https://shop.example/">Our offer</a>`,
		"recipient": "c-17",
		"message":   "spring",
		"site":      "acme",
	}
	var rewritten struct {
		HTML string `json:"html"`
	}
	if err := hitmark("/api/rewrite", email, &rewritten); err != nil {
		log.Fatal(err)
	}
	fmt.Println(rewritten.HTML)
}
