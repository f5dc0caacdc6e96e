package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// check returns an error if the kind's vocabulary is incomplete or inconsistent.
func (k *kind) check() error {
	switch {
	case k.count < 1 || k.low < 1 || k.high < k.low:
		return errors.New("invalid count or price range")
	case len(k.titles) == 0 || len(k.leads) == 0 || len(k.makers) == 0:
		return errors.New("title, lead or brand is missing")
	case len(k.tails) == 0 && !slices.ContainsFunc(k.axes, axis.hasSentence):
		return errors.New("no tail and no option with a sentence")
	}
	for _, t := range k.templates() {
		if err := k.checkSlots(t); err != nil {
			return err
		}
	}
	for _, a := range k.axes {
		if err := k.checkAxis(a); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	for _, name := range k.variants {
		if !slices.ContainsFunc(k.axes, func(a axis) bool { return a.name == name }) {
			return fmt.Errorf("variants differ in %q, which has no options", name)
		}
	}
	return nil
}

// templates returns all texts of the kind that may contain slots.
func (k *kind) templates() []string {
	all := slices.Concat([]string{k.path}, k.titles, k.leads, k.tails)
	for _, a := range k.axes {
		for _, o := range a.options {
			all = append(all, o.says)
		}
	}
	return all
}

// checkSlots returns an error for the first slot of the template without a value.
func (k *kind) checkSlots(template string) error {
	for _, m := range slot.FindAllStringSubmatch(template, -1) {
		name := m[2]
		known := name == "brand" ||
			name == "line" && !slices.ContainsFunc(k.allMakers(), func(m maker) bool { return m.line == "" }) ||
			slices.ContainsFunc(k.axes, func(a axis) bool { return a.name == name })
		if !known {
			return fmt.Errorf("no value for {%s} in %q", name, template)
		}
	}
	return nil
}

// allMakers returns the makers of the kind and of its options.
func (k *kind) allMakers() []maker {
	all := slices.Clone(k.makers)
	for _, a := range k.axes {
		for _, o := range a.options {
			all = append(all, o.makers...)
		}
	}
	return all
}

// checkAxis returns an error if the axis is unused or has an invalid option.
func (k *kind) checkAxis(a axis) error {
	used := isFact(a.name) || slices.Contains(k.variants, a.name) || a.hasSentence() || slices.ContainsFunc(k.templates(), func(t string) bool {
		return strings.Contains(t, "{"+a.name+"}") || strings.Contains(t, " "+a.name+"}")
	})
	if !used {
		return errors.New("no template uses it")
	}
	for i, o := range a.options {
		if o.value == "" {
			return errors.New("empty option")
		}
		if slices.ContainsFunc(a.options[:i], func(p option) bool { return p.value == o.value }) {
			return fmt.Errorf("duplicate option %q", o.value)
		}
		for _, n := range o.not {
			if !k.has(n) {
				return fmt.Errorf("%q excludes the unknown option %q", o.value, n)
			}
		}
		if o.says != "" && !endsSentence(o.says) {
			return fmt.Errorf("%q is not a complete sentence", o.says)
		}
	}
	return nil
}

// has reports whether any axis has an option with the value.
func (k *kind) has(value string) bool {
	return slices.ContainsFunc(k.axes, func(a axis) bool {
		return slices.ContainsFunc(a.options, func(o option) bool { return o.value == value })
	})
}

// hasSentence reports whether any option has a sentence.
func (a axis) hasSentence() bool {
	return slices.ContainsFunc(a.options, func(o option) bool { return o.says != "" })
}

func endsSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}
