package recommend

import "context"

// Followed returns the IDs of the interactions that influence the user's next card, newest first.
func (s *Service) Followed(ctx context.Context, userID string) (ids []string, err error) {
	h, err := s.history(ctx, userID)
	if err != nil {
		return nil, err
	}
	err = s.views.Use(ctx, func(v *View) error {
		interests, err := s.interests(ctx, v, h, &Settings{}, s.embed)
		for _, i := range interests {
			ids = append(ids, i.reason.InteractionID)
		}
		return err
	})
	return ids, err
}
