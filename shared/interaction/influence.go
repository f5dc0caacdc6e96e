package interaction

// MaxInfluences is the maximum number of interactions that influence a card.
const MaxInfluences = 3

// The number of interactions to read. The newest recentDepth nearly always include MaxInfluences candidates.
// If most of them are dismissals, Recent reads the newest deepRecentDepth.
const (
	recentDepth     = 30
	deepRecentDepth = 100
)

// Recent returns the newest interactions. It reads enough of them for FindInfluences to find MaxInfluences in
// nearly all cases. read must return the newest n interactions, newest first.
func Recent(read func(n int) ([]Interaction, error)) ([]Interaction, error) {
	latest, err := read(recentDepth)
	if err == nil && len(latest) == recentDepth && countCandidates(latest) < MaxInfluences {
		return read(deepRecentDepth)
	}
	return latest, err
}

// countCandidates counts the interactions that may influence a card.
func countCandidates(latest []Interaction) (n int) {
	for i := range latest {
		if latest[i].mayInfluence() {
			n++
		}
	}
	return n
}

// mayInfluence reports whether x is of a type that influences cards. A dismissal only excludes its product.
func (x *Interaction) mayInfluence() bool { return x.Type != Dismiss }

// ShowsInterest reports whether x is an interaction by which a shopper chose its product: a click or a purchase.
// Both influence cards in the same way.
func (x *Interaction) ShowsInterest() bool { return x.Type == Click || x.Type == Purchase }

// FindInfluences calls influences for the candidates in latest, newest first, until it has returned true
// MaxInfluences times. influences reports whether the candidate has a vector that the card can use.
func FindInfluences(latest []Interaction, influences func(*Interaction) (bool, error)) error {
	found := 0
	for i := range latest {
		if !latest[i].mayInfluence() {
			continue
		}
		ok, err := influences(&latest[i])
		if err != nil {
			return err
		}
		if ok {
			found++
		}
		if found == MaxInfluences {
			return nil
		}
	}
	return nil
}
