<?php
// php install.php < company.json: installs WordPress and writes the company's
// post with its comments, by WordPress' own functions. Tells on standard output
// what there is now, as JSON.

( new mysqli( 'localhost', 'root', '', '', 0, getenv( 'WORDPRESS_SOCKET' ) ) )->query( 'CREATE DATABASE wordpress' );
define( 'WP_INSTALLING', true );
require ABSPATH . 'wp-load.php';

/** In place of a letter to the site's owner: there is no post office here. */
function wp_new_blog_notification() {}

require ABSPATH . 'wp-admin/includes/upgrade.php';

$company = json_decode( stream_get_contents( STDIN ) );
$author  = wp_install( $company->name, $company->user, $company->email, true, '', $company->password )['user_id'];
wp_update_user( array( 'ID' => $author, 'display_name' => $company->author ) );
wp_delete_post( 1, true );

$options = array(
	'timezone_string'              => 'Europe/Copenhagen',
	'show_avatars'                 => 0,
	'thread_comments'              => 1,
	'comment_moderation'           => 0,
	'comment_previously_approved'  => 0,
	'comments_notify'              => 0,
	'moderation_notify'            => 0,
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
$wp_rewrite->set_permalink_structure( '/%postname%/' );
flush_rewrite_rules();

/** The times of a post or comment of so many minutes ago, in WordPress' own form. */
function dated( $prefix, $minutes_ago ) {
	$date = gmdate( 'Y-m-d H:i:s', time() - 60 * $minutes_ago );
	return array( "{$prefix}_date_gmt" => $date, "{$prefix}_date" => get_date_from_gmt( $date ) );
}

$post = wp_insert_post(
	array(
		'post_title'     => $company->title,
		'post_content'   => $company->text,
		'post_status'    => 'publish',
		'post_author'    => $author,
		'comment_status' => 'open',
	) + dated( 'post', $company->minutes_ago )
);

function comment( $seed, $parent ) {
	global $post, $author, $company;
	$by_page = $seed->by_page ?? false;
	$comment = wp_insert_comment(
		wp_slash(
			array(
				'comment_post_ID'      => $post,
				'comment_parent'       => $parent,
				'comment_author'       => $by_page ? $company->author : $seed->author,
				'comment_author_email' => $by_page ? $company->email : '',
				'comment_content'      => $seed->text,
				'user_id'              => $by_page ? $author : 0,
			) + dated( 'comment', $seed->minutes_ago ?? 0 )
		)
	);
	foreach ( $seed->replies ?? array() as $reply ) {
		comment( $reply, $comment );
	}
}
foreach ( $company->comments as $seed ) {
	comment( $seed, 0 );
}

$theme = wp_get_theme();
if ( ! $theme->exists() || ! wp_is_block_theme() ) {
	throw new Exception( 'the default theme is not there, or is no block theme: ' . $theme->get_stylesheet() );
}
echo json_encode(
	array(
		'post'     => array( 'id' => $post, 'url' => get_permalink( $post ) ),
		'versions' => array(
			'WordPress'         => $wp_version,
			$theme->get( 'Name' ) => $theme->get( 'Version' ),
			'PHP'               => PHP_VERSION,
			'MariaDB'           => $wpdb->db_server_info(),
		),
	)
);
