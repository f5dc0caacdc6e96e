// Package post defines the videos of the feed and their storage interface.
//
// A post says where its video is. The shop does not store, transcode or play videos. It does not moderate them either: a
// person sets the status, and only approved posts reach shoppers.
package post
