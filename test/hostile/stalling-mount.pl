# stalling-mount.pl SOURCE TARGET SECONDS
# Mounts a read-only view of SOURCE on TARGET through /dev/fuse, and serves it here. Prints "ready" once it is mounted.
# On standard input, "stall" ends all answers, as a server that went away does, and "answer" gives them again, the late
# ones first. Whoever asks meanwhile waits and can't be killed: see fuse_request_wait in the kernel's fs/fuse/dev.c.
# It unmounts and ends at the end of its input, or after SECONDS: the kernel then fails every open question, so nothing
# ever waits longer.
use strict;
use warnings;
use Fcntl qw(O_RDWR);
use IO::Select;
use POSIX qw(ENOENT ENOSYS EROFS WNOHANG);

my ($source, $target, $seconds) = @ARGV;
$^F = 255; # mount(8) gets the device.
my $device = '/dev/fuse';
if (!-e $device) { # A container may lack the device, though its kernel has the file system.
  $device .= "-$$";
  system('mknod', $device, 'c', '10', '229') == 0 or die "mknod\n";
}
sysopen(my $fuse, $device, O_RDWR) or die "$device: $!\n";
unlink($device) if $device ne '/dev/fuse';

my $mounting = fork() // die "fork: $!\n";
if ($mounting == 0) {
  # mount(8) of util-linux 2.41 loses the subtype of `-t fuse.stalling`.
  my $options = 'subtype=stalling,fd=' . fileno($fuse) . ',rootmode=40000,user_id=0,group_id=0,allow_other';
  exec('mount', '-i', '-t', 'fuse', '-o', $options, 'stalling', $target) or die "mount: $!\n";
}

my @paths = (undef, $source); # By node number: the root is 1.
my %numbers = ($source => 1);
my $number = sub { my $path = shift; $numbers{$path} //= push(@paths, $path) - 1 };

my $attributes = sub {
  my ($path) = @_;
  my @it = lstat($path) or return;
  my ($mode, $links, $uid, $gid, $rdev, $size, $atime, $mtime, $ctime) = @it[2 .. 10];
  return pack('Q6 L10', $number->($path), $size, int(($size + 511) / 512), $atime, $mtime, $ctime,
    0, 0, 0, $mode, $links, $uid, $gid, $rdev, 4096, 0);
};

# Times of zero: the kernel keeps no answer, so it asks again each time.
my %answers = (
  1 => sub { # LOOKUP
    my ($path, $name) = ($_[0], unpack('Z*', $_[1]));
    my $found = $attributes->("$path/$name") // return -ENOENT;
    return pack('Q4 L2', $number->("$path/$name"), 0, 0, 0, 0, 0) . $found;
  },
  3 => sub { my $found = $attributes->($_[0]) // return -ENOENT; pack('Q L2', 0, 0, 0) . $found }, # GETATTR
  5 => sub { readlink($_[0]) // -ENOENT }, # READLINK
  14 => sub { pack('Q L2', 0, 1, 0) }, # OPEN, past the page cache
  15 => sub { # READ
    my ($offset, $size) = (unpack('Q Q L', $_[1]))[1, 2];
    open(my $file, '<:raw', $_[0]) or return -ENOENT;
    seek($file, $offset, 0);
    read($file, my $bytes, $size);
    return $bytes;
  },
  17 => sub { pack('Q5 L10', 0, 0, 0, 0, 0, 4096, 255, 4096, 0, (0) x 6) }, # STATFS
  18 => sub { '' }, # RELEASE
  25 => sub { '' }, # FLUSH
  26 => sub { pack('L4 S2 L2 S2 L8', 7, 31, 0, 0, 0, 0, 65536, 1, 0, 0, (0) x 8) }, # INIT
  27 => sub { pack('Q L2', 0, 0, 0) }, # OPENDIR
  28 => sub { # READDIR
    my $offset = (unpack('Q Q', $_[1]))[1];
    return '' if $offset > 0;
    opendir(my $folder, $_[0]) or return -ENOENT;
    my $at = 0;
    return join '', map {
      my $entry = pack('Q2 L2', 1, ++$at, length $_, 0) . $_;
      $entry . "\0" x (-length($entry) % 8);
    } readdir($folder);
  },
  29 => sub { '' }, # RELEASEDIR
);
my %silent = map { $_ => 1 } 2, 36, 42; # FORGET, INTERRUPT, BATCH_FORGET have no answer.
my %writes = map { $_ => 1 } 4, 6, 8, 9, 10, 11, 12, 13, 16, 35, 45;

my $answer = sub {
  my ($length, $code, $id, $node) = unpack('L2 Q2', $_[0]);
  return if $silent{$code};
  my $do = $answers{$code};
  my $body = defined $do ? $do->($paths[$node], substr($_[0], 40)) : $writes{$code} ? -EROFS : -ENOSYS;
  my $failed = $body =~ /^-\d+$/;
  my $data = $failed ? '' : $body;
  syswrite($fuse, pack('L l Q', 16 + length $data, $failed ? $body : 0, $id) . $data);
};

$SIG{$_} = sub { exit } for 'TERM', 'INT', 'HUP', 'ALRM';
alarm($seconds);
END { system('umount', '--lazy', $target) if defined $mounting && $mounting == -1 }

my ($stalls, @waiting) = (0);
my $inputs = IO::Select->new($fuse, \*STDIN);
$| = 1;
for (;;) {
  for my $input ($inputs->can_read(0.05)) {
    if ($input == $fuse) {
      my $read = sysread($fuse, my $request, 1 << 18) // next;
      exit if $read == 0;
      $stalls ? push(@waiting, $request) : $answer->($request);
    } else {
      sysread(STDIN, my $word, 100) or exit;
      $stalls = $word =~ /stall/ ? 1 : 0;
      $answer->($_) for $stalls ? () : splice(@waiting);
      print "$word";
    }
  }
  next if $mounting == -1 || waitpid($mounting, WNOHANG) != $mounting;
  exit 1 if $? != 0;
  $mounting = -1;
  print "ready\n";
}
