package wire

import (
	"bytes"
	"encoding/json"

	"shopfyp.dev/shared/recommend"
)

// shadows are settings by name, see recommend.Exploration.
type shadows map[string]recommend.Settings

// EnvDecode implements envconfig.Decoder.
func (s *shadows) EnvDecode(text string) error {
	if text == "" {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.DisallowUnknownFields()
	if err := dec.Decode((*map[string]recommend.Settings)(s)); err != nil {
		return err
	}
	for name, set := range *s {
		if err := set.Validate(name); err != nil {
			return err
		}
	}
	return nil
}
