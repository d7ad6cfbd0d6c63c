# mount-as.pl SOURCE TARGET DISK_UID SEEN_UID
# Binds SOURCE on TARGET so that files owned by DISK_UID on disk appear owned by SEEN_UID (an idmapped mount, Linux 5.12).
# It lets another user read a 0700 tree without changing that tree. In Perl, because it is everywhere and can call
# what mount(8) offers only since util-linux 2.39 (X-mount.idmap).
use strict;
use warnings;

# The same numbers on every architecture; see mount_setattr(2), open_tree(2), move_mount(2).
use constant { OPEN_TREE => 428, MOVE_MOUNT => 429, MOUNT_SETATTR => 442 };
use constant { AT_FDCWD => -100, AT_EMPTY_PATH => 0x1000, OPEN_TREE_CLONE => 1, MOVE_MOUNT_F_EMPTY_PATH => 4 };
use constant MOUNT_ATTR_IDMAP => 0x100000;

my ($source, $target, $disk_uid, $seen_uid) = @ARGV;

# A user namespace defines the mapping; this one lives until its `cat` has nothing more to read.
my $holder = open(my $held, '|-', 'unshare', '--user', 'cat') or die "unshare: $!\n";
for (1 .. 500) {
  my $its = readlink("/proc/$holder/ns/user") // die "unshare --user ended early\n";
  last if $its ne readlink('/proc/self/ns/user');
  select(undef, undef, undef, 0.01);
}
for my $file ('uid_map', 'gid_map') {
  open(my $map, '>', "/proc/$holder/$file") or die "$file: $!\n";
  print $map "$disk_uid $seen_uid 1\n";
  close($map) or die "$file: $!\n";
}
open(my $namespace, '<', "/proc/$holder/ns/user") or die "user namespace: $!\n";

my $empty = '';
my $attributes = pack('QQQQ', MOUNT_ATTR_IDMAP, 0, 0, fileno($namespace));
my $tree = syscall(OPEN_TREE, AT_FDCWD, $source, OPEN_TREE_CLONE);
die "open_tree $source: $!\n" if $tree < 0;
syscall(MOUNT_SETATTR, $tree, $empty, AT_EMPTY_PATH, $attributes, length $attributes) == 0
  or die "mount_setattr (does this file system allow idmapped mounts?): $!\n";
syscall(MOVE_MOUNT, $tree, $empty, AT_FDCWD, $target, MOVE_MOUNT_F_EMPTY_PATH) == 0 or die "move_mount: $!\n";
