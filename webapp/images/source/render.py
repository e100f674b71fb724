"""The sample pictures of the page, from nothing: models, materials and light, rendered by Blender's Cycles.

    blender -b -P render.py -- [--samples N] [--out FOLDER] [name ...]

Written for Debian's Blender 3.4. Without names all pictures are rendered; each takes some minutes on two cores.
"""
import argparse
import math
import os
import random
import sys

import bpy
from mathutils import Vector, kdtree, noise

WIDTH, HEIGHT = 880, 660


# ---------------------------------------------------------------- scene

def reset(samples):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    random.seed(7)
    scene = bpy.context.scene
    scene.render.engine = 'CYCLES'
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.02
    scene.cycles.use_denoising = False
    scene.cycles.seed = 7
    scene.cycles.max_bounces = 10
    scene.cycles.caustics_refractive = False
    scene.cycles.caustics_reflective = False
    scene.cycles.sample_clamp_indirect = 4
    scene.render.resolution_x, scene.render.resolution_y = WIDTH, HEIGHT
    scene.view_settings.view_transform = 'Filmic'
    scene.view_settings.look = 'Medium High Contrast'
    scene.render.image_settings.file_format = 'JPEG'
    scene.render.image_settings.quality = 88
    scene.world = bpy.data.worlds.new('world')
    scene.world.use_nodes = True


def studio(strength=0.6, colour=(1, 0.98, 0.95)):
    background = bpy.context.scene.world.node_tree.nodes['Background']
    background.inputs[0].default_value = (*colour, 1)
    background.inputs[1].default_value = strength


def sky(elevation=35, rotation=120, strength=0.28, sun=0.4):
    tree = bpy.context.scene.world.node_tree
    node = tree.nodes.new('ShaderNodeTexSky')
    node.sky_type = 'NISHITA'
    node.sun_elevation = math.radians(elevation)
    node.sun_rotation = math.radians(rotation)
    node.sun_intensity = sun
    node.sun_size = math.radians(1.5)
    tree.links.new(node.outputs[0], tree.nodes['Background'].inputs[0])
    tree.nodes['Background'].inputs[1].default_value = strength


def area(location, target, size, power, colour=(1, 1, 1)):
    light = bpy.data.lights.new('area', 'AREA')
    light.size = size
    light.energy = power
    light.color = colour
    aimed(bpy.data.objects.new('area', light), location, target)


def camera(location, target, lens=50, stop=0, roll=0):
    data = bpy.data.cameras.new('camera')
    data.lens = lens
    if stop:
        data.dof.use_dof = True
        data.dof.focus_distance = (Vector(target) - Vector(location)).length
        data.dof.aperture_fstop = stop
    thing = bpy.data.objects.new('camera', data)
    aimed(thing, location, target)
    thing.rotation_euler.rotate_axis('Z', roll)
    bpy.context.scene.camera = thing


def aimed(thing, location, target):
    thing.location = location
    thing.rotation_euler = (Vector(target) - Vector(location)).to_track_quat('-Z', 'Y').to_euler()
    bpy.context.collection.objects.link(thing)


# ---------------------------------------------------------------- materials

def material(colour, roughness=0.5, metallic=0.0, bump=None, sheen=0.0, emission=None, coat=0.0):
    """bump: (scale, strength, detail) of a noise."""
    result = bpy.data.materials.new('material')
    result.use_nodes = True
    tree = result.node_tree
    shader = tree.nodes['Principled BSDF']
    shader.inputs['Base Color'].default_value = (*colour, 1)
    shader.inputs['Roughness'].default_value = roughness
    shader.inputs['Metallic'].default_value = metallic
    shader.inputs['Sheen'].default_value = sheen
    shader.inputs['Clearcoat'].default_value = coat
    if emission:
        shader.inputs['Emission'].default_value = (*colour, 1)
        shader.inputs['Emission Strength'].default_value = emission
    if bump:
        texture = tree.nodes.new('ShaderNodeTexNoise')
        texture.inputs['Scale'].default_value = bump[0]
        texture.inputs['Detail'].default_value = bump[2] if len(bump) > 2 else 2
        add_bump(tree, texture.outputs['Fac'], bump[1])
        coordinates(tree, texture)
    return result


def glass():
    """Clear glass that lets light through to what stands behind it, without the noise of caustics."""
    result = bpy.data.materials.new('glass')
    result.use_nodes = True
    tree = result.node_tree
    tree.nodes.clear()
    clear, solid = tree.nodes.new('ShaderNodeBsdfTransparent'), tree.nodes.new('ShaderNodeBsdfGlass')
    solid.inputs['Roughness'].default_value = 0
    path, mix, out = (tree.nodes.new(kind) for kind in
                      ('ShaderNodeLightPath', 'ShaderNodeMixShader', 'ShaderNodeOutputMaterial'))
    tree.links.new(path.outputs['Is Shadow Ray'], mix.inputs[0])
    tree.links.new(solid.outputs[0], mix.inputs[1])
    tree.links.new(clear.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], out.inputs[0])
    return result


def coordinates(tree, texture, scale=None):
    source = tree.nodes.new('ShaderNodeTexCoord')
    if scale is None:
        tree.links.new(source.outputs['Object'], texture.inputs['Vector'])
        return
    mapping = tree.nodes.new('ShaderNodeMapping')
    mapping.inputs['Scale'].default_value = scale
    tree.links.new(source.outputs['Object'], mapping.inputs['Vector'])
    tree.links.new(mapping.outputs['Vector'], texture.inputs['Vector'])


def add_bump(tree, height, strength):
    node = tree.nodes.new('ShaderNodeBump')
    node.inputs['Strength'].default_value = strength
    node.inputs['Distance'].default_value = 0.02
    tree.links.new(height, node.inputs['Height'])
    tree.links.new(node.outputs['Normal'], tree.nodes['Principled BSDF'].inputs['Normal'])


def mottled(stops, scale, roughness=0.5, detail=4, stretch=None, bump=0.0, coat=0.0):
    """A surface whose colour follows a noise; stops: [(place, colour), ...]."""
    result = material(stops[0][1], roughness, coat=coat)
    tree = result.node_tree
    texture = tree.nodes.new('ShaderNodeTexNoise')
    texture.inputs['Scale'].default_value = scale
    texture.inputs['Detail'].default_value = detail
    texture.inputs['Roughness'].default_value = 0.6
    coordinates(tree, texture, stretch)
    ramp = tree.nodes.new('ShaderNodeValToRGB')
    ramp.color_ramp.elements.remove(ramp.color_ramp.elements[1])
    for place, colour in stops:
        ramp.color_ramp.elements.new(place).color = (*colour, 1)
    ramp.color_ramp.elements.remove(ramp.color_ramp.elements[0])
    tree.links.new(texture.outputs['Fac'], ramp.inputs['Fac'])
    tree.links.new(ramp.outputs['Color'], tree.nodes['Principled BSDF'].inputs['Base Color'])
    if bump:
        add_bump(tree, texture.outputs['Fac'], bump)
    return result


def wood(dark=(0.16, 0.08, 0.035), light=(0.42, 0.24, 0.12), scale=3.0):
    return mottled([(0.35, dark), (0.5, light), (0.65, dark)], scale, 0.45, 8, (1, 9, 9), 0.15)


# ---------------------------------------------------------------- shapes

def mesh(name, vertices, faces, materials, smooth=True, chosen=None):
    data = bpy.data.meshes.new(name)
    data.from_pydata(vertices, [], faces)
    for each in materials:
        data.materials.append(each)
    for i, polygon in enumerate(data.polygons):
        polygon.use_smooth = smooth
        if chosen:
            polygon.material_index = chosen(i, polygon)
    data.update()
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


def revolve(profile, look, segments=96, bend=None):
    """Turns (radius, height) points about the z axis; bend(angle, radius, height) may move a point."""
    vertices, faces = [], []
    for i in range(segments):
        angle = 2 * math.pi * i / segments
        for radius, height in profile:
            r, h = bend(angle, radius, height) if bend else (radius, height)
            vertices.append((r * math.cos(angle), r * math.sin(angle), h))
    count = len(profile)
    for i in range(segments):
        for j in range(count - 1):
            a, b = i * count + j, (i + 1) % segments * count + j
            faces.append((a, b, b + 1, a + 1))
    looks = look if isinstance(look, list) else [look]
    return mesh('revolved', vertices, faces, looks)


def curve_points(points, steps=12):
    """A Catmull-Rom curve through 2-D points."""
    result = []
    ends = [points[0]] + list(points) + [points[-1]]
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1:i + 3]
        for s in range(steps):
            t = s / steps
            result.append(tuple(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                                       + (3 * b - a - 3 * c + d) * t ** 3) for a, b, c, d in zip(p0, p1, p2, p3)))
    result.append(tuple(points[-1]))
    return result


def sphere(radius=1.0, detail=6):
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=detail, radius=radius)
    thing = bpy.context.object
    bpy.ops.object.shade_smooth()
    return thing


def box(size, location, look, bevel=0.02, rotation=(0, 0, 0)):
    bpy.ops.mesh.primitive_cube_add(size=1, location=location, rotation=rotation)
    thing = bpy.context.object
    thing.scale = size
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    if bevel:
        modifier = thing.modifiers.new('bevel', 'BEVEL')
        modifier.width = bevel
        modifier.segments = 3
    thing.data.materials.append(look)
    return thing


def cylinder(radius, depth, location, look, rotation=(0, 0, 0), vertices=64):
    bpy.ops.mesh.primitive_cylinder_add(radius=radius, depth=depth, location=location, rotation=rotation,
                                        vertices=vertices)
    thing = bpy.context.object
    bpy.ops.object.shade_smooth()
    thing.data.use_auto_smooth = True
    thing.data.materials.append(look)
    return thing


def tube(points, radius, look, closed=False):
    data = bpy.data.curves.new('tube', 'CURVE')
    data.dimensions = '3D'
    data.bevel_depth = radius
    data.bevel_resolution = 6
    spline = data.splines.new('POLY')
    spline.points.add(len(points) - 1)
    for target, point in zip(spline.points, points):
        target.co = (*point, 1)
    spline.use_cyclic_u = closed
    data.materials.append(look)
    thing = bpy.data.objects.new('tube', data)
    bpy.context.collection.objects.link(thing)
    return thing


def ground(look, size=60, height=0.0):
    bpy.ops.mesh.primitive_plane_add(size=size, location=(0, 0, height))
    bpy.context.object.data.materials.append(look)
    return bpy.context.object


def boards(look, width=1.1, count=24, length=40.0, height=0.0):
    for i in range(count):
        plank = box((length, width * 0.985, 0.1), (0, (i - count / 2) * width, height - 0.05), look, 0.012)
        plank.location.x = random.uniform(-8, 8)


def grass(size, density, length, look, soil):
    bpy.ops.mesh.primitive_plane_add(size=size)
    lawn = bpy.context.object
    lawn.data.materials.append(soil)
    lawn.data.materials.append(look)
    lawn.modifiers.new('grass', 'PARTICLE_SYSTEM')
    settings = lawn.particle_systems[0].settings
    settings.type = 'HAIR'
    settings.count = int(size * size * density)
    settings.hair_length = length
    settings.material = 2
    settings.brownian_factor = 0.012 * length / 0.2
    settings.length_random = 0.6
    settings.root_radius = 0.9
    settings.tip_radius = 0.1
    settings.radius_scale = 0.012 * length / 0.2
    settings.hair_step = 4
    settings.render_step = 4
    return lawn


def lawn_looks():
    return (mottled([(0.3, (0.06, 0.17, 0.02)), (0.7, (0.16, 0.32, 0.05))], 1.5, 0.6),
            material((0.035, 0.05, 0.012), 0.9))


# ---------------------------------------------------------------- the pictures

def tshirt():
    studio(0.45)
    area((-5, 3, 6), (0, 0, 0), 4, 520, (1, 0.96, 0.9))
    boards(mottled([(0.3, (0.50, 0.40, 0.30)), (0.5, (0.66, 0.55, 0.43)), (0.7, (0.48, 0.38, 0.28))],
                   1.4, 0.6, 8, (0.5, 7, 7), 0.1), 1.0)
    right = [(0.0, 1.12), (0.25, 1.18), (0.44, 1.42), (0.66, 1.40), (1.0, 1.22), (1.28, 0.94), (1.62, 0.40),
             (1.17, 0.16), (0.93, 0.52), (0.88, 0.0), (0.90, -0.8), (0.93, -1.50), (0.5, -1.54), (0.0, -1.55)]
    sharp = {(0.44, 1.42), (1.62, 0.40), (1.17, 0.16), (0.93, -1.50)}
    half, run = [], [right[0]]
    for point in right[1:]:
        run.append(point)
        if point in sharp or point == right[-1]:
            half += curve_points(run, 14)
            run = [point]
    outline = half + [(-x, y) for x, y in reversed(half)]
    cloth = material((0.015, 0.18, 0.34), 0.85, sheen=0.6, bump=(170, 0.35, 1))
    sheet(outline, cloth, 0.11, True)
    # The inside of the back, seen in the neck.
    back = [(-0.45, 1.41), (-0.25, 1.40), (0.0, 1.385), (0.25, 1.40), (0.45, 1.41), (0.3, 1.05), (0, 1.0),
            (-0.3, 1.05)]
    sheet(back, material((0.008, 0.10, 0.20), 0.9), 0.012, False)
    rib = material((0.012, 0.15, 0.29), 0.9, bump=(260, 0.6, 1))
    front = [p for p in half if p[0] <= 0.44 and p[1] > 1.1]
    collar = [(-x, y) for x, y in reversed(front)] + front
    tube([(x, y - 0.012, 0.075) for x, y in collar], 0.036, rib)
    tube([(x, y - 0.02, 0.03) for x, y in back[:5]], 0.03, rib)
    seam = material((0.008, 0.11, 0.22), 0.9)
    for side in (-1, 1):
        tube([(side * (1.55 + 0.0 - 0.45 * t), 0.47 - 0.24 * t, 0.125) for t in
              [i / 20 for i in range(2, 19)]], 0.008, seam)
        tube([(side * (1.0 - 0.1 * math.sin(t * 3.1)), 1.2 - 0.66 * t, 0.137) for t in [i / 20 for i in range(1, 20)]],
             0.007, seam)
    tube([(x / 10, -1.42 - 0.005 * math.cos(x), 0.115) for x in range(-8, 9)], 0.007, seam)
    camera((0, -1.2, 5.9), (0, -0.06, 0), 50)


def sheet(outline, look, height, wrinkled):
    """Cloth of the given outline, lying flat."""
    step = 0.016
    tree = kdtree.KDTree(len(outline) * 8)
    dense = []
    for i, (x, y) in enumerate(outline):
        nx, ny = outline[(i + 1) % len(outline)]
        dense += [(x + (nx - x) * t / 8, y + (ny - y) * t / 8) for t in range(8)]
    for i, (x, y) in enumerate(dense):
        tree.insert((x, y, 0), i)
    tree.balance()
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    columns, rows = int((max(xs) - min(xs)) / step) + 3, int((max(ys) - min(ys)) / step) + 3
    index, vertices, faces = {}, [], []

    def place(i, j):
        if (i, j) not in index:
            x, y = min(xs) + (i - 1) * step, min(ys) + (j - 1) * step
            near, _, distance = tree.find((x, y, 0))
            if not inside(outline, x, y) or distance < step * 0.5:
                x, y, distance = near.x, near.y, 0.0
            z = height * (1 - math.exp(-distance / 0.045)) + 0.004
            if wrinkled:
                free = 1 - math.exp(-distance / 0.12)
                fold = noise.noise((x * 1.3 + 3, y * 0.55, 1.7)) + 0.5 * noise.noise((x * 3.1 + y, y * 1.2, 5))
                ridge = (1 - abs(noise.noise((x * 1.7 - y * 0.8, y * 0.9 + x * 0.5, 9)))) ** 6
                z += free * (0.05 * fold + 0.03 * ridge + 0.008 * noise.noise((x * 14, y * 9, 3)))
            index[i, j] = len(vertices)
            vertices.append((x, y, z))
        return index[i, j]

    for i in range(columns):
        for j in range(rows):
            if inside(outline, min(xs) + (i - 0.5) * step, min(ys) + (j - 0.5) * step):
                faces.append((place(i, j), place(i + 1, j), place(i + 1, j + 1), place(i, j + 1)))
    return mesh('sheet', vertices, faces, [look])


def inside(outline, x, y):
    hit = False
    for i, (ax, ay) in enumerate(outline):
        bx, by = outline[i - 1]
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            hit = not hit
    return hit


def golf_ball():
    sky(40, 60, 0.22)
    blades, soil = lawn_looks()
    grass(7, 5200, 0.16, blades, soil)
    ground(mottled([(0.3, (0.07, 0.16, 0.025)), (0.7, (0.14, 0.27, 0.05))], 0.6, 0.9), 120, -0.01)
    count, dimples = 336, []
    tree = kdtree.KDTree(count)
    for i in range(count):
        z = 1 - (2 * i + 1) / count
        angle = i * math.pi * (3 - math.sqrt(5))
        ring = math.sqrt(1 - z * z)
        tree.insert((ring * math.cos(angle), ring * math.sin(angle), z), i)
    tree.balance()
    ball = sphere(1, 8)
    for vertex in ball.data.vertices:
        _, _, distance = tree.find(vertex.co.normalized())
        depth = max(0.0, 1 - (distance / 0.095) ** 2)
        vertex.co *= 1 - 0.026 * depth ** 0.8
    ball.data.materials.append(material((0.86, 0.86, 0.84), 0.25, coat=0.6))
    ball.scale = (0.5,) * 3
    ball.location = (0, 0, 0.56)
    ball.rotation_euler = (0.6, 0.3, 0.2)
    camera((0.3, -3.4, 1.05), (0, 0, 0.5), 62, 2.8)


def balloon():
    sky(28, 215, 0.20, 0.5)
    hills = mottled([(0.3, (0.05, 0.11, 0.03)), (0.5, (0.13, 0.19, 0.05)), (0.7, (0.24, 0.22, 0.08))], 0.02, 0.9, 8)
    size, step, vertices, faces = 90, 14, [], []
    for j in range(size):
        for i in range(size):
            x, y = (i - size / 2) * step, j * step - 60
            vertices.append((x, y, 26 * noise.noise((x / 210, y / 210, 4)) + 9 * noise.noise((x / 60, y / 60, 2))
                             + max(0, y - 300) * 0.11 * (0.6 + noise.noise((x / 300, 7, 1)))))
    for j in range(size - 1):
        for i in range(size - 1):
            a = j * size + i
            faces.append((a, a + 1, a + size + 1, a + size))
    mesh('hills', vertices, faces, [hills])
    profile = curve_points([(0.02, 10.2), (2.4, 9.95), (5.1, 8.4), (6.55, 5.4), (6.6, 2.6), (5.6, -0.6), (3.9, -3.6),
                            (2.2, -6.1), (1.35, -7.3)], 8)
    gores = 24

    def bend(angle, radius, height):
        wave = abs(math.sin(angle * gores / 2))
        return radius * (0.965 + 0.05 * wave), height

    colours = [(0.75, 0.05, 0.03), (0.95, 0.45, 0.03), (0.95, 0.78, 0.10), (0.06, 0.24, 0.55)]
    looks = [material(c, 0.45, sheen=0.3) for c in colours]
    rows = len(profile) - 1
    segments = gores * 12

    def chosen(i, polygon):
        gore, row = i // rows * gores // segments, i % rows
        return (gore + (1 if 22 < row < 38 else 0) * 2 + row // 60) % 4

    bag = revolve(profile, looks, segments, bend)
    for i, polygon in enumerate(bag.data.polygons):
        polygon.material_index = chosen(i, polygon)
    wicker = mottled([(0.3, (0.20, 0.10, 0.04)), (0.7, (0.42, 0.25, 0.11))], 9, 0.8, 2, (1, 1, 6), 0.8)
    parts = [bag, box((1.5, 1.5, 1.25), (0, 0, -10.3), wicker, 0.1)]
    parts.append(tube([(0.78 * a, 0.78 * b, -9.68) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))], 0.09,
                      material((0.10, 0.05, 0.02), 0.7), True))
    rope = material((0.1, 0.09, 0.08), 0.7)
    for i in range(12):
        angle = 2 * math.pi * (i + 0.5) / 12
        edge = max(abs(math.cos(angle)), abs(math.sin(angle)))
        parts.append(tube([(1.34 * math.cos(angle), 1.34 * math.sin(angle), -7.25),
                           (0.72 * math.cos(angle) / edge, 0.72 * math.sin(angle) / edge, -9.7)], 0.022, rope))
    parts.append(cylinder(0.22, 0.5, (0, 0, -8.7), material((0.5, 0.5, 0.5), 0.3, 1)))
    for part in parts:
        part.location = part.location + Vector((0, 0, 52))
    camera((4, -42, 40), (1.5, 0, 51.2), 46)


def mug():
    studio(0.5)
    area((-3.5, -2, 4.5), (0, 0, 0.6), 2.5, 330, (1, 0.95, 0.88))
    area((4, 2, 3), (0, 0, 0.6), 2, 90, (0.85, 0.92, 1))
    boards(wood(), 1.5)
    body = curve_points([(0.0, 0.03), (0.66, 0.03), (0.72, 0.06), (0.75, 0.2), (0.76, 0.9), (0.76, 1.55),
                         (0.765, 1.66), (0.745, 1.70), (0.715, 1.66), (0.70, 1.5), (0.70, 0.4), (0.66, 0.2),
                         (0.0, 0.18)], 8)
    glaze = material((0.62, 0.045, 0.03), 0.16, coat=0.8, bump=(9, 0.02, 1))
    revolve(body, glaze)
    handle = [(0.74 + 0.46 * math.sin(t) ** 0.8, 0, 0.88 + 0.44 * math.cos(t)) for t in
              [math.pi * i / 40 for i in range(41)]]
    tube([(0.70, 0, handle[0][2])] + handle + [(0.70, 0, handle[-1][2])], 0.095, glaze)
    coffee = cylinder(0.706, 0.02, (0, 0, 1.43), material((0.035, 0.013, 0.005), 0.06))
    coffee.data.use_auto_smooth = True
    ring = material((0.28, 0.14, 0.06), 0.35)
    tube([(0.69 * math.cos(t), 0.69 * math.sin(t), 1.44) for t in [2 * math.pi * i / 64 for i in range(64)]], 0.012,
         ring, True)
    bean = mottled([(0.3, (0.05, 0.018, 0.007)), (0.7, (0.11, 0.045, 0.02))], 6, 0.35)
    for i in range(16):
        thing = sphere(0.1, 4)
        thing.scale = (1.35, 0.95, 0.7)
        angle, far = random.uniform(3.3, 6.0), random.uniform(1.1, 2.0)
        thing.location = (far * math.cos(angle), far * math.sin(angle) * 0.9, 0.07)
        thing.rotation_euler = (random.uniform(-0.3, 0.3), 0, random.uniform(0, 6.3))
        for vertex in thing.data.vertices:
            vertex.co.z -= 0.03 * math.exp(-(vertex.co.y / 0.012) ** 2) * (vertex.co.z > 0)
        thing.data.materials.append(bean)
    camera((1.3, -5.0, 2.35), (0.2, 0, 0.78), 52, 5.6)


def apple():
    studio(0.55)
    area((-3, -2.5, 4), (0, 0, 0.7), 2.2, 300, (1, 0.97, 0.92))
    area((3.5, 1.5, 2.5), (0, 0, 0.7), 2, 80, (0.9, 0.95, 1))
    boards(mottled([(0.3, (0.42, 0.29, 0.17)), (0.5, (0.60, 0.44, 0.28)), (0.7, (0.38, 0.25, 0.14))],
                   1.5, 0.5, 8, (0.6, 7, 7), 0.12), 1.4)
    profile = curve_points([(0.0, 1.30), (0.08, 1.31), (0.2, 1.44), (0.42, 1.545), (0.68, 1.50), (0.88, 1.25),
                            (0.93, 0.92), (0.84, 0.54), (0.62, 0.22), (0.42, 0.07), (0.26, 0.03), (0.1, 0.10),
                            (0.0, 0.13)], 10)

    def skin():
        look = mottled([(0.3, (0.20, 0.42, 0.035)), (0.55, (0.33, 0.56, 0.07)), (0.75, (0.45, 0.62, 0.13))], 1.6,
                       0.28, 5, coat=0.5)
        tree = look.node_tree
        specks = tree.nodes.new('ShaderNodeTexVoronoi')
        specks.inputs['Scale'].default_value = 13
        coordinates(tree, specks)
        ramp = tree.nodes.new('ShaderNodeValToRGB')
        ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = 0.06, 0.10
        ramp.color_ramp.elements[0].color, ramp.color_ramp.elements[1].color = (1, 1, 1, 1), (0, 0, 0, 1)
        tree.links.new(specks.outputs['Distance'], ramp.inputs['Fac'])
        mix = tree.nodes.new('ShaderNodeMixRGB')
        shader = tree.nodes['Principled BSDF'].inputs['Base Color']
        tree.links.new(ramp.outputs['Color'], mix.inputs['Fac'])
        tree.links.new(shader.links[0].from_socket, mix.inputs['Color1'])
        mix.inputs['Color2'].default_value = (0.72, 0.80, 0.42, 1)
        tree.links.new(mix.outputs['Color'], shader)
        return look

    bark = material((0.13, 0.07, 0.03), 0.8)
    for x, y, turn, tilt in ((-0.35, 0, 0.4, 0.12), (1.35, 0.95, 2.0, -0.5), (-1.75, 1.75, 4.0, 0.2)):
        def bend(angle, radius, height, phase=turn):
            lobes = 1 + 0.025 * math.cos(5 * angle + phase) * (0.5 + abs(height - 0.8)) + 0.015 * math.cos(angle + phase)
            return radius * lobes, height + 0.02 * math.cos(5 * angle + phase) * (height > 1.2)
        body = revolve(profile, skin(), 120, bend)
        stem = tube([(0.0, 0, 1.28), (0.01, 0, 1.5), (0.05, 0.01, 1.66), (0.12, 0.02, 1.78)], 0.035, bark)
        for part in (body, stem):
            part.location = (x, y, 0)
            part.rotation_euler = (tilt, tilt * 0.6, turn)
    camera((0.2, -5.6, 2.5), (-0.1, 0.1, 0.78), 55, 4)


def soccer_ball():
    sky(38, 75, 0.22)
    blades, soil = lawn_looks()
    grass(9, 2600, 0.2, blades, soil)
    ground(mottled([(0.3, (0.07, 0.16, 0.025)), (0.7, (0.14, 0.27, 0.05))], 0.6, 0.9), 160, -0.01)
    phi = (1 + math.sqrt(5)) / 2
    pents = [Vector(p).normalized() for a in (-1, 1) for b in (-phi, phi) for p in ((0, a, b), (a, b, 0), (b, 0, a))]
    hexes = [Vector(p).normalized() for a in (-1, 1) for b in (-1, 1) for p in
             ((0, a * phi, b / phi), (a / phi, 0, b * phi), (a * phi, b / phi, 0))]
    hexes += [Vector((a, b, c)).normalized() for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
    # Heights of the faces' planes over the centre: a point belongs to the face whose plane it reaches first.
    faces = [(p, 0.9393) for p in pents] + [(h, 0.9149) for h in hexes]
    ball = sphere(1, 7)

    def owners(direction):
        reach = sorted((height / max(1e-6, direction.dot(normal)), i) for i, (normal, height) in enumerate(faces)
                       if direction.dot(normal) > 0.2)
        return reach[0], reach[1]

    for vertex in ball.data.vertices:
        (first, _), (second, _) = owners(vertex.co.normalized())
        vertex.co *= 1 + 0.012 - 0.03 * math.exp(-((second - first) / 0.012) ** 2)
    ball.data.materials.append(material((0.82, 0.82, 0.80), 0.32, coat=0.3, bump=(60, 0.06, 1)))
    ball.data.materials.append(material((0.012, 0.012, 0.014), 0.3, coat=0.3, bump=(60, 0.06, 1)))
    for polygon in ball.data.polygons:
        polygon.material_index = 1 if owners(polygon.center.normalized())[0][1] < 12 else 0
    ball.location = (0, 0, 1.02)
    ball.rotation_euler = (0.45, 0.2, 0.5)
    camera((0.9, -6.6, 1.7), (0, 0, 0.98), 62, 4)


def traffic_light():
    sky(24, 160, 0.17, 0.4)
    paint = material((0.012, 0.016, 0.014), 0.35, bump=(40, 0.05, 1))
    yellow = material((0.02, 0.022, 0.02), 0.4)
    box((1.15, 0.8, 3.3), (0, 0, 0), paint, 0.12)
    box((1.62, 0.06, 3.8), (0, 0.2, 0), yellow, 0.03)
    cylinder(0.14, 12, (0, 0.75, -4), material((0.22, 0.23, 0.23), 0.45, 0.8))
    box((0.2, 0.8, 0.2), (0, 0.5, 1.1), paint, 0.03)
    box((0.2, 0.8, 0.2), (0, 0.5, -1.1), paint, 0.03)
    lights = [((1.0, 0.03, 0.012), 1.02, 2.2), ((0.30, 0.16, 0.01), 0, None), ((0.01, 0.16, 0.10), -1.02, None)]
    for colour, height, glow in lights:
        lens = sphere(0.43, 5)
        lens.scale = (1, 0.32, 1)
        lens.location = (0, -0.38, height)
        lens.data.materials.append(material(colour, 0.15, emission=glow, coat=1, bump=(22, 0.5, 0)))
        tube([(0.445 * math.cos(t), -0.42, height + 0.445 * math.sin(t)) for t in
              [2 * math.pi * i / 48 for i in range(48)]], 0.035, paint, True)
        vertices, faces, steps = [], [], 40
        for i in range(steps + 1):
            angle = math.radians(-25) + math.radians(230) * i / steps
            reach = 0.38 + 0.5 * max(0.0, math.sin(math.pi * i / steps)) ** 0.7
            x, z = 0.47 * math.cos(angle), height + 0.47 * math.sin(angle)
            vertices += [(x, -0.38, z), (x, -0.38 - reach, z - 0.03)]
        for i in range(steps):
            faces.append((2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2))
        hood = mesh('hood', vertices, faces, [paint])
        hood.modifiers.new('thick', 'SOLIDIFY').thickness = 0.03
    camera((-3.0, -8.2, -2.4), (0, 0, 0.05), 60)


def clock():
    studio(0.55)
    area((-3.2, -4.5, 3.2), (0, 0, 0), 1.6, 330, (1, 0.96, 0.9))
    wall = ground(mottled([(0.35, (0.42, 0.52, 0.50)), (0.65, (0.46, 0.56, 0.54))], 3, 0.85, 8, None, 0.12), 30)
    wall.rotation_euler = (math.pi / 2, 0, 0)
    wall.location = (0, 0.0, 0)
    turn = (math.pi / 2, 0, 0)
    rim = curve_points([(1.36, 0.02), (1.62, 0.02), (1.68, 0.1), (1.66, 0.24), (1.56, 0.33), (1.45, 0.30),
                        (1.42, 0.2), (1.40, 0.12)], 8)
    ring = revolve(rim, wood((0.06, 0.02, 0.01), (0.17, 0.07, 0.03), 2.0), 128)
    ring.rotation_euler = turn
    cylinder(1.45, 0.1, (0, -0.08, 0), material((0.88, 0.86, 0.80), 0.5), turn, 128)
    ink = material((0.012, 0.012, 0.014), 0.4)
    for minute in range(60):
        angle = math.radians(90 - 6 * minute)
        hour = minute % 5 == 0
        size = (0.1, 0.012, 0.03) if hour else (0.05, 0.01, 0.012)
        box(size, (1.31 * math.cos(angle), -0.14, 1.31 * math.sin(angle)), ink, 0, (0, -angle, 0))
        if hour:
            text = bpy.data.curves.new('text', 'FONT')
            text.body = str(minute // 5 or 12)
            text.size = 0.34
            text.extrude = 0.004
            text.align_x, text.align_y = 'CENTER', 'CENTER'
            text.materials.append(ink)
            thing = bpy.data.objects.new('text', text)
            thing.location = (1.06 * math.cos(angle), -0.14, 1.06 * math.sin(angle))
            thing.rotation_euler = turn
            bpy.context.collection.objects.link(thing)

    def hand(angle, length, width, depth, look):
        a = math.radians(90 - angle)
        box((length, 0.018, width), ((length / 2 - 0.16) * math.cos(a), depth, (length / 2 - 0.16) * math.sin(a)), look,
            0.008, (0, -a, 0))

    hand(305 + 4, 0.86, 0.07, -0.17, ink)
    hand(48, 1.22, 0.05, -0.2, ink)
    hand(190, 1.3, 0.016, -0.225, material((0.6, 0.02, 0.015), 0.4))
    cylinder(0.06, 0.14, (0, -0.19, 0), material((0.6, 0.5, 0.3), 0.25, 1), turn)
    camera((0.9, -7.6, 0.35), (0, 0, 0), 58)


def hourglass():
    studio(0.75)
    area((-3, -1.5, 4.5), (0, 0, 1.4), 2.2, 360, (1, 0.95, 0.88))
    area((3.5, 2.5, 3), (0, 0, 1.4), 2.5, 160, (0.85, 0.92, 1))
    boards(wood((0.10, 0.05, 0.025), (0.26, 0.14, 0.07)), 1.6)
    back = ground(mottled([(0.3, (0.33, 0.36, 0.36)), (0.7, (0.42, 0.45, 0.44))], 0.4, 0.9), 40)
    back.rotation_euler = (math.pi / 2, 0, 0)
    back.location = (0, 7, 0)
    half = [(0.07, 0.0), (0.10, 0.10), (0.30, 0.32), (0.62, 0.62), (0.74, 0.95), (0.70, 1.22), (0.58, 1.36)]
    bulb = curve_points([(r, -h) for r, h in reversed(half)] + half[1:], 10)
    shell = revolve(bulb, glass(), 96)
    shell.modifiers.new('thick', 'SOLIDIFY').thickness = 0.035
    shell.location.z = 1.66
    sand = material((0.80, 0.50, 0.20), 0.95, bump=(140, 0.9, 1))
    low = curve_points([(0.0, 0.92), (0.25, 0.76), (0.5, 0.58), (0.64, 0.5), (0.675, 0.42), (0.60, 0.33), (0.0, 0.32)], 8)
    revolve(low, sand, 96)
    high = curve_points([(0.0, 2.0), (0.2, 2.12), (0.44, 2.2), (0.40, 2.14), (0.24, 1.96), (0.06, 1.74), (0.0, 1.70)], 8)
    revolve(high, sand, 96)
    cylinder(0.016, 1.0, (0, 0, 1.3), sand, vertices=12)
    timber = wood((0.12, 0.04, 0.015), (0.32, 0.13, 0.05), 2.5)
    for height in (0.13, 3.19):
        revolve(curve_points([(0.0, height - 0.12), (1.02, height - 0.12), (1.08, height - 0.05), (1.08, height + 0.05),
                              (1.02, height + 0.12), (0.0, height + 0.12)], 6), timber, 96)
    post = curve_points([(0.05, 0.24), (0.10, 0.34), (0.055, 0.5), (0.075, 1.0), (0.06, 1.5), (0.10, 1.66), (0.06, 1.82),
                         (0.075, 2.3), (0.055, 2.8), (0.10, 2.98), (0.05, 3.08)], 8)
    for i in range(4):
        angle = math.pi / 4 + i * math.pi / 2 + 0.35
        revolve(post, timber, 32).location = (0.9 * math.cos(angle), 0.9 * math.sin(angle), 0)
    camera((0.6, -7.4, 2.5), (0, 0, 1.62), 55, 5.6)


def orange():
    studio(0.5)
    area((-3, -2.5, 4.2), (0, 0, 0.8), 2.2, 330, (1, 0.96, 0.9))
    area((3.5, 1.5, 2.5), (0, 0, 0.7), 2, 70, (0.9, 0.95, 1))
    boards(mottled([(0.3, (0.20, 0.12, 0.07)), (0.5, (0.36, 0.23, 0.13)), (0.7, (0.17, 0.10, 0.055))],
                   1.5, 0.5, 8, (0.6, 7, 7), 0.12), 1.4)
    peel = mottled([(0.3, (0.80, 0.24, 0.012)), (0.7, (0.88, 0.33, 0.025))], 1.5, 0.36, 3, coat=0.25)
    tree = peel.node_tree
    pores = tree.nodes.new('ShaderNodeTexVoronoi')
    pores.inputs['Scale'].default_value = 26
    pores.feature = 'SMOOTH_F1'
    coordinates(tree, pores)
    add_bump(tree, pores.outputs['Distance'], 0.55)
    green = material((0.10, 0.18, 0.04), 0.7)
    for x, y, turn in ((-0.8, 0, 0.4), (0.95, 0.35, 2.2), (0.05, 1.75, 4.1)):
        fruit = sphere(0.86, 6)
        for vertex in fruit.data.vertices:
            top = vertex.co.normalized().z
            vertex.co *= 1 + 0.02 * noise.noise(vertex.co * 1.3 + Vector((turn, 0, 0)))
            vertex.co.z *= 0.94
            if top > 0.97:
                vertex.co.z -= 0.07 * ((top - 0.97) / 0.03) ** 2
        fruit.data.materials.append(peel)
        fruit.rotation_euler = (0.75 * math.cos(turn), 0.45, turn)
        fruit.location = (x, y, 0.8)
        button = sphere(0.07, 3)
        button.scale = (1, 1, 0.5)
        button.parent = fruit
        button.location = (0, 0, 0.745)
        button.data.materials.append(green)
    camera((0.3, -5.4, 2.6), (0.05, 0.3, 0.72), 55, 5)


def lemon():
    studio(0.5)
    area((-3, -2.5, 4.2), (0, 0, 0.8), 2.2, 330, (1, 0.96, 0.9))
    area((3.5, 1.5, 2.5), (0, 0, 0.7), 2, 80, (0.9, 0.95, 1))
    ground(mottled([(0.3, (0.10, 0.16, 0.19)), (0.7, (0.15, 0.22, 0.25))], 3, 0.6, 8, None, 0.1), 40)
    peel = mottled([(0.3, (0.88, 0.60, 0.012)), (0.7, (0.93, 0.72, 0.04))], 1.5, 0.34, 3, coat=0.3)
    tree = peel.node_tree
    pores = tree.nodes.new('ShaderNodeTexVoronoi')
    pores.inputs['Scale'].default_value = 24
    pores.feature = 'SMOOTH_F1'
    coordinates(tree, pores)
    add_bump(tree, pores.outputs['Distance'], 0.5)
    profile = curve_points([(0.0, -1.14), (0.07, -1.13), (0.13, -1.06), (0.22, -0.97), (0.45, -0.80), (0.68, -0.42),
                            (0.74, 0.0), (0.68, 0.42), (0.46, 0.78), (0.24, 0.95), (0.16, 1.03), (0.12, 1.06),
                            (0.0, 1.04)], 10)
    for x, y, turn, tilt in ((-0.7, -0.1, 0.5, 1.45), (1.0, 0.5, 2.5, 1.62), (0.05, 1.75, -0.35, 1.5)):
        def bend(angle, radius, height, phase=turn):
            return radius * (1 + 0.03 * noise.noise((math.cos(angle) + phase, math.sin(angle), height * 1.2))), height
        fruit = revolve(profile, peel, 120, bend)
        fruit.location = (x, y, 0.72)
        fruit.rotation_euler = (0, tilt, turn)
        end = sphere(0.06, 3)
        end.scale = (1, 1, 0.5)
        end.parent = fruit
        end.location = (0, 0, 1.04)
        end.data.materials.append(material((0.25, 0.24, 0.06), 0.8))
    camera((0.3, -5.2, 2.7), (0.1, 0.35, 0.62), 55, 5)


def tennis_ball():
    sky(42, 50, 0.2)
    ground(mottled([(0.3, (0.36, 0.11, 0.045)), (0.7, (0.46, 0.16, 0.07))], 5, 0.95, 10, None, 0.6), 80)
    line = box((40, 0.5, 0.012), (0, 1.3, 0.0), mottled([(0.3, (0.62, 0.58, 0.54)), (0.6, (0.78, 0.76, 0.73))], 6, 0.9,
                                                        8), 0)
    line.rotation_euler = (0, 0, 0.25)
    a, b = 0.75, 0.25
    points = [Vector((a * math.cos(t) + b * math.cos(3 * t), a * math.sin(t) - b * math.sin(3 * t),
                      2 * math.sqrt(a * b) * math.sin(2 * t))) for t in [2 * math.pi * i / 900 for i in range(900)]]
    tree = kdtree.KDTree(len(points))
    for i, point in enumerate(points):
        tree.insert(point.normalized(), i)
    tree.balance()
    ball = sphere(1, 7)
    felt = mottled([(0.3, (0.46, 0.62, 0.03)), (0.7, (0.62, 0.76, 0.08))], 9, 0.95, 6, None, 0.6)
    ball.data.materials.append(felt)
    ball.data.materials.append(material((0.72, 0.72, 0.66), 0.7))
    group = ball.vertex_groups.new(name='felt')
    for vertex in ball.data.vertices:
        distance = tree.find(vertex.co.normalized())[2]
        if distance > 0.05:
            group.add([vertex.index], 1, 'ADD')
        vertex.co *= 1 - 0.03 * math.exp(-(distance / 0.04) ** 4)
    for polygon in ball.data.polygons:
        polygon.material_index = 1 if tree.find(polygon.center.normalized())[2] < 0.04 else 0
    ball.modifiers.new('fuzz', 'PARTICLE_SYSTEM')
    settings = ball.particle_systems[0].settings
    settings.type = 'HAIR'
    settings.count = 60000
    settings.hair_length = 0.05
    settings.brownian_factor = 0.03
    settings.radius_scale = 0.004
    settings.material = 1
    ball.particle_systems[0].vertex_group_density = 'felt'
    ball.location = (0, 0, 0.99)
    ball.rotation_euler = (0.7, 0.5, 1.1)
    camera((0.5, -5.6, 1.9), (0, 0, 0.92), 58, 4)


PICTURES = [tshirt, golf_ball, balloon, mug, apple, soccer_ball, traffic_light, clock, hourglass, orange,
            lemon, tennis_ball]


def main():
    parser = argparse.ArgumentParser(prog='render.py')
    parser.add_argument('--samples', type=int, default=144)
    parser.add_argument('--scale', type=int, default=100)
    parser.add_argument('--out', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    parser.add_argument('names', nargs='*')
    options = parser.parse_args(sys.argv[sys.argv.index('--') + 1:] if '--' in sys.argv else [])
    for picture in PICTURES:
        if options.names and picture.__name__ not in options.names:
            continue
        reset(options.samples)
        picture()
        scene = bpy.context.scene
        scene.render.resolution_percentage = options.scale
        scene.render.filepath = os.path.join(os.path.abspath(options.out), picture.__name__ + '.jpg')
        bpy.ops.render.render(write_still=True)


if __name__ == '__main__':
    main()
