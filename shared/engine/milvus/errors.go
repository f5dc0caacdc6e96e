package milvus

import (
	"context"
	"errors"
	"fmt"

	"github.com/milvus-io/milvus/pkg/v2/util/merr"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/engine"
)

// awayCodes are the codes of calls that the server did not answer, or answered only with its state.
var awayCodes = map[codes.Code]bool{
	codes.Unavailable: true, codes.DeadlineExceeded: true, codes.Canceled: true, codes.ResourceExhausted: true,
	codes.Aborted: true, codes.Unauthenticated: true, codes.PermissionDenied: true,
}

// awayErrors are the errors of a server that cannot serve the collection now.
var awayErrors = []error{
	merr.ErrServiceNotReady, merr.ErrServiceUnavailable, merr.ErrServiceMemoryLimitExceeded, merr.ErrServiceInternal,
	merr.ErrServiceRateLimit, merr.ErrServiceTooManyRequests, merr.ErrServiceResourceInsufficient,
	merr.ErrServiceDiskLimitExceeded, merr.ErrServiceQuotaExceeded, merr.ErrServiceTimeTickLongDelay,
	merr.ErrCollectionNotLoaded, merr.ErrCollectionNotFullyLoaded, merr.ErrPartitionNotLoaded,
	merr.ErrReplicaNotAvailable, merr.ErrChannelNotAvailable, merr.ErrChannelLack, merr.ErrSegmentLack, merr.ErrSegmentNotLoaded,
	merr.ErrNodeOffline, merr.ErrNodeLack, merr.ErrNodeNotAvailable, merr.ErrNodeNotFound,
	merr.ErrPrivilegeNotAuthenticated, merr.ErrPrivilegeNotPermitted, merr.ErrNeedAuthenticate,
	context.DeadlineExceeded, context.Canceled,
}

// isAway reports whether an error says that the engine is away. The caller's context is not done.
func isAway(err error) bool {
	if awayCodes[status.Code(err)] || merr.IsRetryableErr(err) {
		return true
	}
	for _, away := range awayErrors {
		if errors.Is(err, away) {
			return true
		}
	}
	return false
}

// isMissing reports whether an error says that a collection or an alias does not exist.
func isMissing(err error) bool {
	return errors.Is(err, merr.ErrCollectionNotFound) || errors.Is(err, merr.ErrAliasNotFound) ||
		errors.Is(err, merr.ErrCollectionIDOfAliasNotFound)
}

// describe returns the error that a caller sees. It hides the causes of ErrUnavailable: a deadline among them is not the
// caller's.
func describe(err error) error {
	switch {
	case err == nil, errors.Is(err, engine.ErrUnavailable), errors.Is(err, engine.ErrInvalid):
		return err
	case isMissing(err):
		return fmt.Errorf("%w: %v", engine.ErrGone, err)
	case isAway(err):
		return fmt.Errorf("%w: %v", engine.ErrUnavailable, err)
	}
	return err
}
