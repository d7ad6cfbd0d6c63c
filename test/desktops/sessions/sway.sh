#!/bin/bash
# sway.sh CMD…: runs CMD in sway, without a monitor, with waybar, mako and MATE’s polkit agent.
here=$(dirname "$0")
source "$here/../../machine/desktop/common.sh"
source "$here/wayland.sh"

export XDG_CURRENT_DESKTOP=sway LIBGL_ALWAYS_SOFTWARE=1
export WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
share XDG_SESSION_TYPE XDG_CURRENT_DESKTOP

background sway --config "$here/sway.conf"
await socket 60
SWAYSOCK=$(echo "$XDG_RUNTIME_DIR"/sway-ipc.*)
export SWAYSOCK
screen_is_ready SWAYSOCK
# Of the two agents that would start with the session, the one that Debian's sway suggests.
mkdir -p ~/.config/autostart
printf '[Desktop Entry]\nType=Application\nName=LXPolKit\nHidden=true\n' > ~/.config/autostart/lxpolkit.desktop
# systemd starts waybar and the polkit agent with the session, and the bus starts mako.
mkdir -p ~/.config/waybar
cp "$here/waybar.json" ~/.config/waybar/config
cp "$here/waybar.css" ~/.config/waybar/style.css
begin_session
notify-send 'The desktop is ready'
for part in tray notifications prompt; do await "$part" 30; done
run "$@"
