"""Work in the background with progress, heartbeat, cancel and retry; one worker, no broker."""
