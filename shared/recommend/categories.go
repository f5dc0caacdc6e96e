package recommend

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// A Category is a kind of product that shoppers like.
type Category struct {
	Name  string       // its own, the last step of Path
	Path  []string     // widest first
	Cover catalog.Card // the best liked product in it
}

// Categories returns the categories of the most popular products, at most limit, each name once.
// They are varied: every department, the first step of a path, shows its best before any shows
// its second. It returns ErrLimit.
func (s *Service) Categories(ctx context.Context, limit int) (all []Category, err error) {
	if err := checkLimit(limit, MaxCategoriesLimit); err != nil {
		return nil, err
	}
	err = s.views.Use(ctx, func(v *View) error {
		all, err = v.categories()
		return err
	})
	return all[:min(limit, len(all))], err
}

// categories returns all that the popular products are in.
func (v *View) categories() ([]Category, error) {
	byRound := make(map[string][]Category) // of a department, best first
	var departments []string               // best first
	named := make(map[string]bool)
	for _, row := range v.Cards.Popular() {
		card, err := v.Cards.Card(row)
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", v.Version, err)
		}
		if len(card.Category) == 0 {
			continue
		}
		department, name := card.Category[0], card.Category[len(card.Category)-1]
		if key := strings.ToLower(name); !named[key] {
			named[key] = true
			if len(byRound[department]) == 0 {
				departments = append(departments, department)
			}
			byRound[department] = append(byRound[department], Category{Name: name, Path: card.Category, Cover: card})
		}
	}
	return interleave(departments, byRound), nil
}

// interleave takes the first of every department in turn, then the second of each, and so on.
func interleave(departments []string, of map[string][]Category) (all []Category) {
	for round := 0; len(departments) > 0; round++ {
		departments = slices.DeleteFunc(departments, func(d string) bool { return round >= len(of[d]) })
		for _, d := range departments {
			all = append(all, of[d][round])
		}
	}
	return all
}
