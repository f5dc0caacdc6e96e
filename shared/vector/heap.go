package vector

// A nearestHeap holds the nearest hits so far, up to its capacity, with the farthest one first.
type nearestHeap []Hit

// offer adds h if the heap is not full. Otherwise it replaces the farthest hit if h is nearer.
func (q *nearestHeap) offer(h Hit) {
	s := *q
	if len(s) < cap(s) {
		s = append(s, h)
		s.up(len(s) - 1)
		*q = s
		return
	}
	if compareHits(h, s[0]) < 0 {
		s[0] = h
		s.down()
	}
}

func (q nearestHeap) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if compareHits(q[i], q[parent]) <= 0 {
			return
		}
		q[i], q[parent] = q[parent], q[i]
		i = parent
	}
}

func (q nearestHeap) down() {
	i := 0
	for {
		child := 2*i + 1
		if child >= len(q) {
			return
		}
		if child+1 < len(q) && compareHits(q[child+1], q[child]) > 0 {
			child++
		}
		if compareHits(q[child], q[i]) <= 0 {
			return
		}
		q[i], q[child] = q[child], q[i]
		i = child
	}
}
