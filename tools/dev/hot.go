package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"shopfyp.dev/shared/process"
)

// startHot starts Vite's development server. It serves the app with hot reload and forwards /api to
// Hosting. The shop continues to run if Vite ends.
func (h *host) startHot(ctx context.Context) error {
	output := h.console.Component("vite", true)
	cmd := exec.Command("node", filepath.Join(h.config.Root, vite), "--port", strconv.Itoa(h.config.Ports.Vite), "--strictPort", "--clearScreen=false")
	cmd.Dir, cmd.Stdout, cmd.Stderr = filepath.Join(h.config.Root, "frontend"), output, output
	cmd.Env = append(os.Environ(), "SHOP_URL=http://"+address(h.config.Ports.Hosting), "NO_COLOR=1", "FORCE_COLOR=0")
	p, err := process.Start(cmd)
	if err != nil {
		return err
	}
	h.hot = p
	go func() {
		if err := p.Wait(); ctx.Err() == nil {
			h.log.WarnContext(ctx, "Vite ended; hot reload is off until the next start", "err", err)
		}
	}()
	return nil
}

// vite is the path of Vite in the checkout.
const vite = "frontend/node_modules/vite/bin/vite.js"
