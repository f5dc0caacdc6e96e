package faiss

import "context"

// A pipeline runs the steps of one call of Build, checks its context and reports its progress.
type pipeline struct {
	builder *builder
	ctx     context.Context // context of that call
	spec    Spec
	vectors []float32
	count   int

	order, start []int64 // see orderByList

	report      func(done, total int64)
	done, total int64
}

// arrange computes the order of the vectors and the start of each list.
func (p *pipeline) arrange() error {
	if p.spec.Lists == 0 {
		p.total = int64(p.count)
		p.order, p.start = identity(p.count), []int64{0, int64(p.count)}
		return nil
	}
	training := sample(p.builder.dim, p.vectors, p.spec.Lists*trainPerList)
	p.total = trainRounds*int64(len(training)/p.builder.dim) + int64(1+p.passes())*int64(p.count)
	if err := p.train(training); err != nil {
		return err
	}
	list := make([]int64, p.count)
	if err := p.assign(list); err != nil {
		return err
	}
	p.order, p.start = orderByList(list, p.spec.Lists)
	return nil
}

func (p *pipeline) train(sample []float32) error {
	for range trainRounds {
		err := p.step(len(sample)/p.builder.dim, func() error { return p.builder.train(sample) })
		if err != nil {
			return err
		}
	}
	if p.spec.Parts == 0 {
		return nil
	}
	return p.builder.trainCodes(sample[:min(len(sample), codeValues*trainPerCode*p.builder.dim)])
}

// passes returns the number of passes over the vectors that are needed to write the file. With codes it is two: the
// first pass writes the codes, the second the vectors.
func (p *pipeline) passes() int {
	if p.spec.Parts > 0 {
		return 2
	}
	return 1
}

func (p *pipeline) assign(list []int64) error {
	dim := p.builder.dim
	for from := 0; from < p.count; from += vectorsPerStep {
		to := min(from+vectorsPerStep, p.count)
		err := p.step(to-from, func() error {
			return p.builder.assign(p.vectors[from*dim:to*dim], list[from:to])
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) write(path string) error {
	if err := p.builder.create(path, p.start, p.spec.defaultParams()); err != nil {
		return err
	}
	for range p.passes() {
		if err := p.append(); err != nil {
			return err
		}
	}
	return p.builder.finish()
}

// append writes all lists, in steps of about vectorsPerStep vectors.
func (p *pipeline) append() error {
	for first := 0; first < len(p.start)-1; {
		last := first + 1
		for last < len(p.start)-1 && p.start[last+1]-p.start[first] <= vectorsPerStep {
			last++
		}
		err := p.step(int(p.start[last]-p.start[first]), func() error {
			return p.builder.append(p.vectors, p.order, first, last)
		})
		if err != nil {
			return err
		}
		first = last
	}
	return nil
}

// step calls work unless the context is done. It then adds size to the reported units of work.
func (p *pipeline) step(size int, work func() error) error {
	if err := context.Cause(p.ctx); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	p.done += int64(size)
	if p.report != nil {
		p.report(p.done, p.total)
	}
	return nil
}
