package firestoredb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/staff"
)

// Experiments is an experiment.Store in Firestore. The transaction of an update also records a change by the staff.
type Experiments struct{ client *firestore.Client }

var _ experiment.Store = (*Experiments)(nil)

// NewExperiments returns the experiments in the client's database.
func NewExperiments(client *firestore.Client) *Experiments { return &Experiments{client} }

// experimentDoc is a document of the collection experiments. Its ID is that of the experiment.
type experimentDoc struct {
	Name      string    `firestore:"name"`
	Arms      []armDoc  `firestore:"arms"`
	Ramp      float64   `firestore:"ramp"`
	State     string    `firestore:"state"`
	CreatedAt time.Time `firestore:"createdAt"`
	StartedAt time.Time `firestore:"startedAt,omitzero"`
	StoppedAt time.Time `firestore:"stoppedAt,omitzero"`
}

// armDoc is an element of the arms field. A missing setting is null.
type armDoc struct {
	ID           string   `firestore:"id"`
	Weight       int      `firestore:"weight"`
	Ranker       string   `firestore:"ranker"`
	WordsWeight  *float64 `firestore:"wordsWeight"`
	CoOccurrence *float64 `firestore:"coOccurrenceWeight"`
	Diversity    *float64 `firestore:"diversity"`
	Rules        *bool    `firestore:"rules"`
}

// List implements experiment.Store.
func (s *Experiments) List(ctx context.Context) ([]experiment.Experiment, error) {
	return s.read(ctx, s.client.Collection(experimentsPath).Query)
}

// Running implements experiment.Store.
func (s *Experiments) Running(ctx context.Context) ([]experiment.Experiment, error) {
	return s.read(ctx, s.client.Collection(experimentsPath).Where("state", "==", string(experiment.Running)))
}

// read returns the experiments of a query, which Firestore orders by ID.
func (s *Experiments) read(ctx context.Context, q firestore.Query) ([]experiment.Experiment, error) {
	docs, err := q.Documents(ctx).GetAll()
	if err != nil {
		return nil, fmt.Errorf("experiments: %w", because(ctx, err))
	}
	all := make([]experiment.Experiment, len(docs))
	for i, doc := range docs {
		if all[i], err = decodeExperiment(doc); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Get implements experiment.Store.
func (s *Experiments) Get(ctx context.Context, id string) (experiment.Experiment, error) {
	ref, ok := document(s.client.Collection(experimentsPath), id)
	if !ok {
		return experiment.Experiment{}, experiment.ErrNotFound
	}
	doc, err := ref.Get(ctx)
	if err != nil && (doc == nil || doc.Exists()) {
		return experiment.Experiment{}, fmt.Errorf("experiment %s: %w", id, because(ctx, err))
	}
	e, err := decodeExperiment(doc)
	if err == nil && e.ID == "" {
		err = experiment.ErrNotFound
	}
	return e, err
}

// Update implements experiment.Store.
func (s *Experiments) Update(ctx context.Context, id string, change func(experiment.Experiment) (experiment.Experiment, error)) (e experiment.Experiment, err error) {
	ref, ok := document(s.client.Collection(experimentsPath), id)
	if !ok {
		return e, experiment.ErrNotFound
	}
	var refused error // returned as it is, without the ID, which the caller knows
	err = s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		doc, err := tx.Get(ref)
		if doc == nil {
			return err
		}
		old, err := decodeExperiment(doc)
		if err != nil {
			return err
		}
		if e, refused = change(old); refused != nil {
			return refused
		}
		if e.ID != id {
			return errors.New("the ID changed")
		}
		if err := tx.Set(ref, encodeExperiment(&e)); err != nil {
			return err
		}
		return recordChange(ctx, s.client, tx, staff.Experiment, id, orNil(&old), &e)
	})
	if refused != nil {
		return experiment.Experiment{}, refused
	}
	if err != nil {
		return experiment.Experiment{}, fmt.Errorf("experiment %s: %w", id, because(ctx, err))
	}
	return e, nil
}

// orNil returns e, or nil for an experiment that does not exist.
func orNil(e *experiment.Experiment) *experiment.Experiment {
	if e.ID == "" {
		return nil
	}
	return e
}

func encodeExperiment(e *experiment.Experiment) experimentDoc {
	doc := experimentDoc{Name: e.Name, Ramp: e.Ramp, State: string(e.State), CreatedAt: e.CreatedAt, StartedAt: e.StartedAt, StoppedAt: e.StoppedAt}
	for _, a := range e.Arms {
		set := a.Settings
		doc.Arms = append(doc.Arms, armDoc{a.ID, a.Weight, string(set.Ranker), set.WordsWeight, set.CoOccurrence, set.Diversity, set.Rules})
	}
	return doc
}

// decodeExperiment returns the experiment of a document, or one without an ID if the document does not exist.
func decodeExperiment(doc *firestore.DocumentSnapshot) (e experiment.Experiment, err error) {
	if !doc.Exists() {
		return e, nil
	}
	var d experimentDoc
	if err := doc.DataTo(&d); err != nil {
		return e, fmt.Errorf("experiment %s: %w", doc.Ref.ID, err)
	}
	e = experiment.Experiment{
		ID: doc.Ref.ID, Name: d.Name, Ramp: d.Ramp, State: experiment.State(d.State),
		CreatedAt: d.CreatedAt, StartedAt: d.StartedAt, StoppedAt: d.StoppedAt,
	}
	for _, a := range d.Arms {
		e.Arms = append(e.Arms, experiment.Arm{ID: a.ID, Weight: a.Weight, Settings: recommend.Settings{
			Ranker: recommend.Ranker(a.Ranker), WordsWeight: a.WordsWeight, CoOccurrence: a.CoOccurrence, Diversity: a.Diversity, Rules: a.Rules,
		}})
	}
	return e, nil
}
