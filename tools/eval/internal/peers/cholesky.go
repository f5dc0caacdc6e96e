package peers

import "math"

// solve replaces x by the solution y of a·y = x. a is a symmetric positive definite matrix of len(x) rows, row-major. solve
// overwrites it with its Cholesky factor.
func solve(a, x []float64) {
	n := len(x)
	for i := range n {
		row := a[i*n : i*n+i+1]
		for j := range row {
			other := a[j*n : j*n+j+1]
			sum := row[j]
			for k := range j {
				sum -= row[k] * other[k]
			}
			if i == j {
				row[j] = math.Sqrt(sum)
			} else {
				row[j] = sum / other[j]
			}
		}
	}
	for i := range n {
		for k := range i {
			x[i] -= a[i*n+k] * x[k]
		}
		x[i] /= a[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= a[k*n+i] * x[k]
		}
		x[i] /= a[i*n+i]
	}
}
