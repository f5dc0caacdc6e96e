package recommend

import (
	"context"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A Category is a category of popular products.
type Category struct {
	Name  string       // last element of Path
	Path  []string     // broadest first
	Cover catalog.Card // its most popular product
}

// Categories returns at most limit categories of the most popular products, without duplicate names. Departments,
// the first elements of the paths, take turns: each contributes its best category before any contributes
// its second best. It returns invalid.ErrLimit for an invalid limit.
func (s *Service) Categories(ctx context.Context, limit int) (all []Category, err error) {
	if err := invalid.CheckLimit(limit, MaxCategoriesLimit); err != nil {
		return nil, err
	}
	err = s.use(ctx, func(v *View) error {
		all, err = v.categories()
		return err
	})
	return all[:min(limit, len(all))], err
}

// categories returns all categories of the popular products.
func (v *View) categories() ([]Category, error) {
	byDepartment := make(map[string][]Category) // best first
	var departments []string                    // best first
	seen := make(map[string]bool)               // names in lower case
	for _, row := range v.popular() {
		if !v.isRecommendable(row) {
			continue
		}
		card, err := v.cardOf(row)
		if err != nil {
			return nil, err
		}
		if len(card.Category) == 0 {
			continue
		}
		department, name := card.Category[0], card.Category[len(card.Category)-1]
		if key := strings.ToLower(name); !seen[key] {
			seen[key] = true
			if len(byDepartment[department]) == 0 {
				departments = append(departments, department)
			}
			byDepartment[department] = append(byDepartment[department], Category{Name: name, Path: card.Category, Cover: card})
		}
	}
	return roundRobin(departments, byDepartment), nil
}

// roundRobin returns the first category of every department, then the second of each, and so on.
func roundRobin(departments []string, categories map[string][]Category) (all []Category) {
	for round := 0; len(departments) > 0; round++ {
		departments = slices.DeleteFunc(departments, func(d string) bool { return round >= len(categories[d]) })
		for _, d := range departments {
			all = append(all, categories[d][round])
		}
	}
	return all
}
