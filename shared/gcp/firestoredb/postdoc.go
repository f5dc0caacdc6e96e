package firestoredb

import (
	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/post"
)

// postDoc is a document in posts/.
type postDoc struct {
	Author       string   `firestore:"author"`
	Handle       string   `firestore:"handle"`
	Caption      string   `firestore:"caption"`
	About        string   `firestore:"about"`
	VideoURL     string   `firestore:"videoUrl"`
	PosterURL    string   `firestore:"posterUrl"`
	CaptionsURL  string   `firestore:"captionsUrl,omitempty"`
	CaptionsLang string   `firestore:"captionsLang,omitempty"`
	Seconds      float64  `firestore:"seconds"`
	Sound        string   `firestore:"sound,omitempty"`
	Tags         []string `firestore:"tags,omitempty"`
	Likes        int      `firestore:"likes,omitempty"`
	Colors       []string `firestore:"colors,omitempty"`
	Status       string   `firestore:"status"`
	Order        float64  `firestore:"order"`
}

func encodePost(p *post.Post) postDoc {
	return postDoc{
		Author: p.Author, Handle: p.Handle, Caption: p.Caption, About: p.About,
		VideoURL: p.VideoURL, PosterURL: p.PosterURL, CaptionsURL: p.CaptionsURL, CaptionsLang: p.CaptionsLang,
		Seconds: p.Seconds, Sound: p.Sound, Tags: p.Tags, Likes: p.Likes, Colors: p.Colors, Status: string(p.Status), Order: p.Order,
	}
}

// decodePost returns the post. If a field has the wrong type or value, it returns a *post.DecodeError.
func decodePost(doc *firestore.DocumentSnapshot) (post.Post, error) {
	var d postDoc
	if err := doc.DataTo(&d); err != nil {
		return post.Post{}, &post.DecodeError{ID: doc.Ref.ID, Err: err}
	}
	p := post.Post{
		ID: doc.Ref.ID, Author: d.Author, Handle: d.Handle, Caption: d.Caption, About: d.About,
		VideoURL: d.VideoURL, PosterURL: d.PosterURL, CaptionsURL: d.CaptionsURL, CaptionsLang: d.CaptionsLang,
		Seconds: d.Seconds, Sound: d.Sound, Tags: d.Tags, Likes: d.Likes, Colors: d.Colors, Status: post.Status(d.Status), Order: d.Order,
	}
	if err := p.Validate(); err != nil {
		return post.Post{}, &post.DecodeError{ID: p.ID, Err: err}
	}
	return p, nil
}
