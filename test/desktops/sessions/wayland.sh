# Sourced by the sessions whose compositor speaks Wayland.

# Left by a session that was ended.
rm -f "$XDG_RUNTIME_DIR"/wayland-? "$XDG_RUNTIME_DIR"/.mutter-Xwaylandauth.* "$XDG_RUNTIME_DIR"/sway-ipc.* /tmp/.X11-unix/X? /tmp/.X?-lock

socket() { [ -S "$(echo "$XDG_RUNTIME_DIR"/wayland-?)" ]; }
xwayland() { ls /tmp/.X11-unix/X?; }

# Once the compositor is there. Until its screen is known to the bus, portals would wait for it in vain.
screen_is_ready() {
  await socket 60
  WAYLAND_DISPLAY=$(basename "$XDG_RUNTIME_DIR"/wayland-?)
  export WAYLAND_DISPLAY
  await xwayland 30
  DISPLAY=:$(find /tmp/.X11-unix -name 'X?' -printf '%f\n' | sort | head -n 1 | tr -d X)
  export DISPLAY
  share WAYLAND_DISPLAY DISPLAY "$@"
}

# What a display manager’s session does: portals, and the entries of autostart, wait for it.
begin_session() {
  systemctl --user reset-failed hearth-test-session.service 2>/dev/null
  systemd-run --user --quiet --unit=hearth-test-session \
    -p BindsTo=graphical-session.target -p Before=graphical-session.target \
    -p Wants=xdg-desktop-autostart.target -p Before=xdg-desktop-autostart.target sleep infinity
}
