// Package besedka says to the chat who the signed-in customer is. Keep the key on the server.
package besedka

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Sign makes what the page gives to Besedka.identify. Claims: sub (the customer's number with you), name, email,
// phone, fields (district, tariff, ...). It is good for that long, at most a day.
func Sign(claims map[string]any, key, kid string, lives time.Duration) (string, error) {
	told := map[string]any{"exp": time.Now().Add(lives).Unix(), "kid": kid}
	for name, value := range claims {
		told[name] = value
	}
	content, err := json.Marshal(told)
	if err != nil {
		return "", err
	}
	payload := base64.RawURLEncoding.EncodeToString(content)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(payload))
	return payload + "." + hex.EncodeToString(mac.Sum(nil)), nil
}
