package post

import "errors"

// ErrNotFound reports a post that does not exist, is not approved or is malformed.
var ErrNotFound = errors.New("post not found")

// A Status is the result of the moderation of a post.
type Status string

// The statuses. Shoppers see only approved posts.
const (
	Pending  Status = "pending"
	Approved Status = "approved"
	Rejected Status = "rejected"
)

// A Post is a video of the feed. URLs are https URLs, or paths on the shop's own host.
type Post struct {
	ID           string   `json:"id" description:"Unique, and part of the address of the video."`
	Author       string   `json:"author" description:"The name of the author."`
	Handle       string   `json:"handle" description:"The author's unique short name, without @."`
	Caption      string   `json:"caption" description:"What the author says about the video."`
	About        string   `json:"about" description:"What the video shows, for screen readers."`
	VideoURL     string   `json:"videoUrl" description:"An MP4 file."`
	PosterURL    string   `json:"posterUrl" description:"A picture of the first frame. The app shows it until the video plays."`
	CaptionsURL  string   `json:"captionsUrl,omitempty" description:"A WebVTT file that says what is heard."`
	CaptionsLang string   `json:"captionsLang,omitempty" description:"The language of the captions, such as en. Empty means English."`
	Seconds      float64  `json:"seconds" description:"The length of the video."`
	Sound        string   `json:"sound,omitempty" description:"The name of the sound. A silent video has none."`
	Tags         []string `json:"tags,omitempty" description:"Hashtags, without #."`
	Likes        int      `json:"likes,omitempty" description:"The number of likes that the app starts counting from."`
	Colors       []string `json:"colors,omitempty" description:"Two colors like #ff8a4d, for the background around the video on a wide screen."`
	Status       Status   `json:"-"`
	Order        float64  `json:"-"` // position in the feed, smallest first; equal ones in the order of their IDs
}

// IsServed reports whether shoppers see the post.
func (p *Post) IsServed() bool { return p.Status == Approved }
